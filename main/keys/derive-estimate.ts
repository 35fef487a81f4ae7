/** The part of some work that is done first, twice, to see how long the whole takes. */
export const samplePart = 1 / 64;

/** Milliseconds that a sample of some work takes: the better of two runs, as the first has the code compiled on the way. */
export async function timeSample(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 2; count += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
