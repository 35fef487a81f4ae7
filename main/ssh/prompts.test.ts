import { describe, expect, test } from 'vitest';
import { promptEvents, type Question } from '../../contract/prompts';
import { Prompts } from './prompts';

function makePrompts() {
  const events: { event: string; promptId: string }[] = [];
  const prompts = new Prompts((event, payload) => {
    events.push({ event, promptId: promptEvents[event].parse(payload).promptId });
  });
  return { prompts, events, asked: (index: number) => events[index]!.promptId };
}

const passphrase = { kind: 'passphrase', keyName: 'my key', wrongBefore: false } as const;
const code: Extract<Question, { kind: 'interactive' }> = {
  kind: 'interactive',
  name: '',
  instructions: '',
  prompts: [{ text: 'Code: ', echo: true }],
};

describe('Prompts', () => {
  test('asks, and hands the answer to who asked', async () => {
    const { prompts, asked } = makePrompts();
    const first = prompts.ask('one', passphrase);
    const second = prompts.ask('two', passphrase);
    prompts.answer(asked(1), { kind: 'passphrase', passphrase: 'b' });
    prompts.answer(asked(0), { kind: 'passphrase', passphrase: 'a' });
    expect(await first).toEqual({ kind: 'passphrase', passphrase: 'a' });
    expect(await second).toEqual({ kind: 'passphrase', passphrase: 'b' });
  });

  test('a cancel is no answer', async () => {
    const { prompts, asked } = makePrompts();
    const answer = prompts.ask('one', passphrase);
    prompts.answer(asked(0), { kind: 'cancel' });
    expect(await answer).toBe('cancelled');
  });

  test('only the first answer counts', async () => {
    const { prompts, asked } = makePrompts();
    const answer = prompts.ask('one', passphrase);
    prompts.answer(asked(0), { kind: 'passphrase', passphrase: 'first' });
    prompts.answer(asked(0), { kind: 'passphrase', passphrase: 'second' });
    expect(await answer).toEqual({ kind: 'passphrase', passphrase: 'first' });
  });

  test('an answer to another kind of question is refused, and the question stays open', async () => {
    const { prompts, asked } = makePrompts();
    const answer = prompts.ask('one', passphrase);
    expect(() => prompts.answer(asked(0), { kind: 'host-key', trust: true })).toThrow();
    prompts.answer(asked(0), { kind: 'passphrase', passphrase: 'a' });
    expect(await answer).toEqual({ kind: 'passphrase', passphrase: 'a' });
  });

  test('as many answers are wanted as there were prompts', async () => {
    const { prompts, asked } = makePrompts();
    const answer = prompts.ask('one', code);
    expect(() => prompts.answer(asked(0), { kind: 'interactive', answers: [] })).toThrow();
    prompts.answer(asked(0), { kind: 'interactive', answers: ['1'] });
    expect(await answer).toEqual({ kind: 'interactive', answers: ['1'] });
  });

  test('a session that ends takes back its own questions, and no others', async () => {
    const { prompts, events, asked } = makePrompts();
    const gone = prompts.ask('one', passphrase);
    const stays = prompts.ask('two', passphrase);
    prompts.withdraw('one');
    prompts.withdraw('one');
    expect(await gone).toBe('cancelled');
    expect(events.slice(2)).toEqual([{ event: 'prompts.withdrawn', promptId: asked(0) }]);
    prompts.answer(asked(0), { kind: 'passphrase', passphrase: 'late' });
    prompts.answer(asked(1), { kind: 'passphrase', passphrase: 'b' });
    expect(await stays).toEqual({ kind: 'passphrase', passphrase: 'b' });
  });

  test('an answer to a question that never was has no effect', () => {
    const { prompts } = makePrompts();
    expect(() => prompts.answer('unknown', { kind: 'cancel' })).not.toThrow();
  });
});
