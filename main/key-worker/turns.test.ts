import { expect, test } from 'vitest';
import { Turns } from './turns';

test('so many at once, the others in the order they came; a turn ends once', async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const take = async (name: string) => {
    const end = await turns.take();
    begun.push(name);
    return end;
  };
  const [endFirst, endSecond] = await Promise.all([take('first'), take('second')]);
  const third = take('third');
  const fourth = take('fourth');
  await Promise.resolve();
  expect(begun).toEqual(['first', 'second']);
  endFirst();
  endFirst();
  const endThird = await third;
  expect(begun).toEqual(['first', 'second', 'third']);
  endSecond();
  endThird();
  (await fourth)();
  expect(begun).toEqual(['first', 'second', 'third', 'fourth']);
});

test('who gives up waiting leaves the row; the next one moves up', async () => {
  const turns = new Turns(1);
  const end = await turns.take();
  const controller = new AbortController();
  const impatient = turns.take(controller.signal);
  const patient = turns.take();
  controller.abort();
  await expect(impatient).rejects.toMatchObject({ code: 'keys.cancelled' });
  end();
  (await patient)();
  await expect(turns.take(controller.signal)).rejects.toMatchObject({ code: 'keys.cancelled' });
});
