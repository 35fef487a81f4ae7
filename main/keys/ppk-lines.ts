import { KeyError } from './errors';
import { decodeBase64 } from './pem';

/** Starts every PPK file; the version follows. */
export const ppkMagic = 'PuTTY-User-Key-File-';

/**
 * Reads the lines of a PPK file in order. The text holds one byte per character (latin1), as comments are in no declared
 * encoding. LF, CRLF and CR end a line; empty lines pass, as they do in PuTTY.
 */
export class PpkLines {
  #lines: string[];
  #next = 0;

  constructor(text: string) {
    this.#lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  }

  /** The name of the next header; null at the end. */
  peek(): string | null {
    return this.#lines[this.#next]?.split(':', 1)[0] ?? null;
  }

  /** The next header's value, exactly as written. A line that is missing or cut short is `keys.truncated`, another header `keys.corrupt`. */
  rawHeader(name: string): string {
    const line = this.#take();
    if (this.#atEnd && `${name}: `.startsWith(line)) throw new KeyError('keys.truncated');
    if (!line.startsWith(`${name}: `) && line.trimEnd() !== `${name}:`) throw new KeyError('keys.corrupt');
    return line.slice(name.length + 2);
  }

  /** The next header's value without white space around it. */
  header(name: string): string {
    return this.rawHeader(name).trim();
  }

  /** The next header's value as a decimal number. */
  number(name: string): number {
    const value = this.header(name);
    if (!/^\d{1,10}$/.test(value)) throw new KeyError('keys.corrupt');
    return Number(value);
  }

  /** A header with a count, then as many lines of base64. */
  base64(name: string): Buffer {
    const count = this.number(name);
    const lines = this.#lines.slice(this.#next, this.#next + count);
    if (lines.length < count) throw new KeyError('keys.truncated');
    this.#next += count;
    return decodeBase64(lines.join(''));
  }

  /** Fails if anything is left. */
  end(): void {
    if (!this.#atEnd) throw new KeyError('keys.corrupt');
  }

  get #atEnd(): boolean {
    return this.#next >= this.#lines.length;
  }

  #take(): string {
    const line = this.#lines[this.#next];
    if (line === undefined) throw new KeyError('keys.truncated');
    this.#next += 1;
    return line;
  }
}
