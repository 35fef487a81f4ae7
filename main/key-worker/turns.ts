import { KeyError } from '../keys/errors';

/** Lets a number of pieces of work run at once; the others wait for their turn, the first to come first. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #atOnce: number;
  #free: number;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
    this.#free = atOnce;
  }

  /** True while nobody has a turn or waits for one. */
  get idle(): boolean {
    return this.#free === this.#atOnce;
  }

  /** Waits for a turn; the answer ends it. Fails with `keys.cancelled` where the signal is raised before it comes. */
  async take(signal?: AbortSignal): Promise<() => void> {
    if (signal?.aborted) throw new KeyError('keys.cancelled');
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(signal);
    let taken = true;
    return () => {
      if (taken) this.#pass();
      taken = false;
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(start), 1);
        reject(new KeyError('keys.cancelled'));
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(start);
    });
  }

  #pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
