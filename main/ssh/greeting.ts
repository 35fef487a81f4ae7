import { printable } from './printable';

/** Enough for any real greeting; a server that talks on without identifying itself is not kept in memory. */
const keptBytes = 16_384;
const lineLength = 80;

/**
 * Listens to what a server says before the SSH protocol begins: the identification line, with other lines allowed
 * before it (RFC 4253, section 4.2). ssh2 keeps this to itself, and it tells a closed door from the wrong door.
 */
export class Greeting {
  #text = '';
  #identified = false;

  /** Takes the next bytes from the server. Costs nothing once the server has identified itself. */
  add(bytes: Uint8Array): void {
    if (this.#identified || this.#text.length >= keptBytes) return;
    this.#text += Buffer.from(bytes).toString('latin1');
    this.#identified = /^SSH-(2\.0|1\.99)-/m.test(this.#text);
  }

  /** `silent`: not a byte came. `other`: bytes that are no SSH 2 identification. */
  get heard(): 'silent' | 'other' | 'ssh' {
    if (this.#identified) return 'ssh';
    return this.#text === '' ? 'silent' : 'other';
  }

  /** The first line the server said, harmless to show, at most 80 characters. */
  get firstLine(): string {
    const line = this.#text.split('\n').find((text) => printable(text).trim() !== '') ?? '';
    return printable(line).trim().slice(0, lineLength);
  }
}
