/** How far a step comes that cannot tell its progress on the way, and in how many milliseconds it is expected to be there. */
export interface ExpectedStep {
  fraction: number;
  milliseconds: number;
}

/**
 * Told how far a costly piece of work has come, from 0 to 1. `expected` announces a step in one go: until it is over nobody
 * can say more, and who shows the progress may estimate it by the clock.
 */
export type OnProgress = (fraction: number, expected?: ExpectedStep) => void;

/** The ear for one part of a piece of work: what is 0 to 1 for the part is `from` to `to` for the whole. */
export function partOf(onProgress: OnProgress | undefined, from: number, to: number): OnProgress | undefined {
  if (!onProgress) return undefined;
  const whole = (fraction: number): number => from + fraction * (to - from);
  return (fraction, expected) =>
    onProgress(whole(fraction), expected && { ...expected, fraction: whole(expected.fraction) });
}
