/** Waits for the next step of a server, but not while the user is thinking. Times in milliseconds. */
export class Patience {
  readonly #limit: number;
  readonly #onLost: () => void;
  #timer: NodeJS.Timeout | undefined;
  #questions = 0;
  #stopped = false;

  /** Starts to wait at once; calls `onLost` when nothing has happened for `limit`. */
  constructor(limit: number, onLost: () => void) {
    this.#limit = limit;
    this.#onLost = onLost;
    this.restart();
  }

  /** The server has done something: wait anew. */
  restart(): void {
    clearTimeout(this.#timer);
    if (!this.#stopped && this.#questions === 0) this.#timer = setTimeout(this.#onLost, this.#limit);
  }

  /** Does not count the time until `answer` is there. */
  async suspendedWhile<T>(answer: Promise<T>): Promise<T> {
    this.#questions += 1;
    clearTimeout(this.#timer);
    try {
      return await answer;
    } finally {
      this.#questions -= 1;
      this.restart();
    }
  }

  /** Waits no more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}
