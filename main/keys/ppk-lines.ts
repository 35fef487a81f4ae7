import { KeyError, truncated } from './errors';
import { decodeBase64 } from './pem';

/** Starts every PPK file; the version follows. */
export const ppkMagic = 'PuTTY-User-Key-File-';

/** Base64 has no colon, and a comment never stands where one is looked for. */
const headerLine = /^[A-Z][A-Za-z0-9-]*:/;
const base64Line = /^[A-Za-z0-9+/]+={0,2}\s*$/;

/**
 * Reads the lines of a PPK file in order. The text holds one byte per character (latin1), as comments are in no declared
 * encoding. LF, CRLF and CR end a line; empty lines pass, as they do in PuTTY; so
 * does, as it does not, white space around a line.
 */
export class PpkLines {
  #lines: string[];
  #next = 0;

  constructor(text: string) {
    this.#lines = text
      .split(/[\r\n]+/)
      .map((line) => line.replace(/^[ \t]+/, ''))
      .filter((line) => line.trim() !== '');
  }

  /** The name of the next header; null at the end. */
  peek(): string | null {
    return this.#lines[this.#next]?.split(':', 1)[0] ?? null;
  }

  /** The next header's value, exactly as written. A line that is missing or cut short is `keys.truncated`, one that no PPK has `keys.corrupt`. */
  rawHeader(name: string): string {
    const line = this.#lines[this.#next];
    if (line === undefined) throw truncated(name);
    this.#next += 1;
    if (this.#atEnd && `${name}: `.startsWith(line)) throw truncated(name);
    // Another line of a PPK in its place: this one has gone.
    if (!line.startsWith(`${name}: `) && line.trimEnd() !== `${name}:`) {
      const gone = headerLine.test(line) || base64Line.test(line);
      throw gone ? truncated(name) : new KeyError('keys.corrupt');
    }
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
    if (lines.length < count || lines.some((line) => headerLine.test(line))) throw truncated();
    this.#next += count;
    return decodeBase64(lines.join(''));
  }

  get #atEnd(): boolean {
    return this.#next >= this.#lines.length;
  }
}
