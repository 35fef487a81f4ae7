import type { ExpectedStep, OnProgress } from '../keys/progress';

/** Milliseconds between two estimates. */
const tick = 100;
/** A step that takes longer than expected waits here for its end. */
const nearlyThere = 0.97;

/**
 * Makes a progress that only ever rises of what a worker reports. Through a step in one go, of which the worker cannot report,
 * it moves on by the clock.
 */
export class ProgressClock {
  readonly #onProgress: OnProgress;
  #reached = -1;
  #timer: NodeJS.Timeout | undefined;

  constructor(onProgress: OnProgress) {
    this.#onProgress = onProgress;
  }

  /** Takes a report of the worker. */
  report(fraction: number, expected?: ExpectedStep): void {
    clearInterval(this.#timer);
    this.#rise(fraction);
    if (!expected) return;
    const start = performance.now();
    this.#timer = setInterval(() => {
      const passed = Math.min((performance.now() - start) / expected.milliseconds, nearlyThere);
      this.#rise(fraction + passed * (expected.fraction - fraction));
    }, tick);
  }

  /** No more reports. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #rise(fraction: number): void {
    if (fraction <= this.#reached) return;
    this.#reached = fraction;
    this.#onProgress(fraction);
  }
}
