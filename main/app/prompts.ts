import { CodedError } from '../../common/coded-error';
import type { Answer, Prompt } from '../../contract/prompts';

/** The questions that stand open: asked once, answered once, withdrawn when their session ends. */
export class OpenPrompts {
  readonly #open = new Map<string, Prompt>();

  asked(prompt: Prompt): void {
    this.#open.set(prompt.promptId, prompt);
  }

  /** True while nobody has answered it and its session still wants to know. */
  isOpen(promptId: string): boolean {
    return this.#open.has(promptId);
  }

  withdrawn(promptId: string): void {
    this.#open.delete(promptId);
  }

  /** Everything that was asked by a process that is gone. Gives the ids, for the page. */
  withdrawAll(): string[] {
    const ids = [...this.#open.keys()];
    this.#open.clear();
    return ids;
  }

  list(): Prompt[] {
    return [...this.#open.values()];
  }

  /** Takes the question out. Errors: `prompts.gone` where it is answered or withdrawn, `prompts.mismatch` for an answer of another kind. */
  take(promptId: string, answer: Answer): Prompt {
    const prompt = this.#open.get(promptId);
    if (!prompt) throw new CodedError('prompts.gone');
    if (answer.kind !== 'cancel' && answer.kind !== prompt.question.kind)
      throw new CodedError('prompts.mismatch');
    this.#open.delete(promptId);
    return prompt;
  }
}
