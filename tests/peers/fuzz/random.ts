/** Numbers that look random and come out the same for the same seed (xorshift32, Marsaglia 2003). */
export class Random {
  #state: number;

  constructor(seed: number) {
    // Zero would stay zero; the multiplication tells neighbouring seeds apart.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
    for (let warm = 0; warm < 4; warm += 1) this.next();
  }

  /** From 0 to 2^32 - 1. */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** From 0 to `end` - 1; 0 where there is nothing to choose from. */
  below(end: number): number {
    return end <= 0 ? 0 : this.next() % end;
  }

  /** One of these. */
  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.next() & 0xff));
  }
}
