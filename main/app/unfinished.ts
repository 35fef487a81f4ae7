/** Work of the page's that must come to its end even when the page is gone, as when the program quits. */
export class Unfinished {
  readonly #running = new Set<Promise<unknown>>();

  /** Does the work, and counts it as unfinished as long as it takes. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Resolves when what is unfinished now has ended, with what of it failed. */
  async ended(): Promise<unknown[]> {
    const ends = await Promise.allSettled(this.#running);
    return ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason);
  }
}
