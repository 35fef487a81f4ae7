import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Answer, promptEvents, Question } from '../../contract/prompts';

/** Tells main of an event of the contract. */
export type EmitPrompt = <Name extends keyof typeof promptEvents>(
  event: Name,
  payload: z.input<(typeof promptEvents)[Name]>,
) => void;

/** The answer that fits a question; `cancel` never gets here, it fails the question. */
export type AnswerTo<Kind extends Question['kind']> = Extract<Answer, { kind: Kind }>;

/** Asks one question of one session. */
export type Ask = <Kind extends Question['kind']>(
  question: Extract<Question, { kind: Kind }>,
) => Promise<AnswerTo<Kind> | 'cancelled'>;

interface Open {
  sessionId: string;
  question: Question;
  settle: (answer: Answer) => void;
}

/** The questions that stand open, of all sessions. Each is answered once, or withdrawn when its session ends. */
export class Prompts {
  readonly #open = new Map<string, Open>();
  readonly #emit: EmitPrompt;

  constructor(emit: EmitPrompt) {
    this.#emit = emit;
  }

  /** Asks through main. Resolves with the answer, or with `cancelled` where the user cancels or the session ends first. */
  ask<Kind extends Question['kind']>(
    sessionId: string,
    question: Extract<Question, { kind: Kind }>,
  ): Promise<AnswerTo<Kind> | 'cancelled'> {
    const promptId = randomUUID();
    const answered = new Promise<Answer>((settle) => {
      this.#open.set(promptId, { sessionId, question, settle });
    });
    this.#emit('prompts.asked', { promptId, sessionId, question });
    return answered.then((answer) => (answers(answer, question.kind) ? answer : 'cancelled'));
  }

  /**
   * Takes the user's answer. One that comes late (answered already, or withdrawn meanwhile) has no effect; one that does not
   * fit its question is a defect of the page and throws, and the question stays open.
   */
  answer(promptId: string, answer: Answer): void {
    const open = this.#open.get(promptId);
    if (!open) return;
    if (answer.kind !== 'cancel' && !fits(answer, open.question))
      throw new Error(
        `An answer of kind ${answer.kind} does not fit a question of kind ${open.question.kind}`,
      );
    this.#open.delete(promptId);
    open.settle(answer);
  }

  /** Takes back what a session has asked and nobody has answered. */
  withdraw(sessionId: string): void {
    for (const [promptId, open] of this.#open) {
      if (open.sessionId !== sessionId) continue;
      this.#open.delete(promptId);
      this.#emit('prompts.withdrawn', { promptId });
      open.settle({ kind: 'cancel' });
    }
  }
}

/** RFC 4256, section 3.4: as many responses as there were prompts. */
function fits(answer: Answer, question: Question): boolean {
  if (answer.kind === 'interactive' && question.kind === 'interactive')
    return answer.answers.length === question.prompts.length;
  return answer.kind === question.kind;
}

function answers<Kind extends Question['kind']>(answer: Answer, kind: Kind): answer is AnswerTo<Kind> {
  return answer.kind === kind;
}
