import { flow } from '../../contract/sessions';

/** What the output of a terminal is handed on to, and the clock it needs; tests hand in their own. */
export interface OutputPorts {
  /** Takes a piece for the page. The array is its own: nothing else lies in its buffer. */
  send(bytes: Uint8Array<ArrayBuffer>): void;
  /** Stops the source, and lets it run again. */
  pause(): void;
  resume(): void;
  /** Milliseconds, of a clock that never jumps back. */
  now(): number;
  /** Calls back after `ms`; the answer cancels it. */
  later(ms: number, run: () => void): () => void;
}

/**
 * Batches terminal output and keeps it in step with the page; the figures are `flow`'s.
 * What the page has not acknowledged and what waits here never exceed `pauseAbove` by more than the piece that crossed it.
 */
export class Output {
  readonly #ports: OutputPorts;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #unacknowledged = 0;
  #paused = false;
  #lastSent = Number.NEGATIVE_INFINITY;
  #cancelFlush: (() => void) | null = null;

  constructor(ports: OutputPorts) {
    this.#ports = ports;
  }

  /** Takes the next bytes of the source: sent at once after a quiet spell, otherwise with those that follow. */
  push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    const quiet = this.#ports.now() - this.#lastSent >= flow.flushAfterMs;
    if (this.#waitingBytes >= flow.flushBytes || (quiet && !this.#cancelFlush)) this.flush();
    else this.#cancelFlush ??= this.#ports.later(flow.flushAfterMs, () => this.flush());
    if (!this.#paused && this.#unacknowledged + this.#waitingBytes > flow.pauseAbove) {
      this.#paused = true;
      this.#ports.pause();
    }
  }

  /** Sends what waits, now. */
  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    if (this.#waitingBytes === 0) return;
    const bytes = this.#joined();
    this.#unacknowledged += bytes.length;
    this.#lastSent = this.#ports.now();
    this.#ports.send(bytes);
  }

  /** The page has worked off `bytes`. A page that acknowledges more than it got gains nothing by it. */
  acknowledge(bytes: number): void {
    this.#unacknowledged = Math.max(0, this.#unacknowledged - bytes);
    if (this.#paused && this.#unacknowledged + this.#waitingBytes < flow.resumeBelow) {
      this.#paused = false;
      this.#ports.resume();
    }
  }

  /**
   * All that waits, as one array of exactly that size. Structured cloning copies the whole buffer behind a view, and ssh2's
   * pieces are views of larger ones: without a copy here a one-byte echo would carry up to 64 KB of other data to the page.
   */
  #joined(): Uint8Array<ArrayBuffer> {
    const joined = new Uint8Array(this.#waitingBytes);
    let offset = 0;
    for (const piece of this.#waiting) {
      joined.set(piece, offset);
      offset += piece.length;
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
    return joined;
  }
}
