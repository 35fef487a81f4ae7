import type { ExpectedStep, OnProgress } from '../keys/progress';

/** Milliseconds between two estimates. */
const tick = 100;
/** From here on the estimate slows down: a step that takes longer than expected still moves, and never arrives too early. */
const straight = 0.75;

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
      const part = estimate((performance.now() - start) / expected.milliseconds);
      this.#rise(fraction + part * (expected.fraction - fraction));
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

/** How far a step is after this part of the time expected for it: below 1 however long it takes. */
function estimate(time: number): number {
  const rest = 1 - straight;
  return time <= straight ? time : 1 - rest * Math.exp((straight - time) / rest);
}
