import { KeyError } from './errors';
import { windows1252 } from './windows-1252';

/** No key file comes near: PuTTY's own limit is a third of it. */
export const maxKeyFileBytes = 1 << 20;

/** Fails with `keys.too-large`. */
export function assertKeyFileSize(bytes: Uint8Array): void {
  if (bytes.length > maxKeyFileBytes) throw new KeyError('keys.too-large', { limit: maxKeyFileBytes });
}

/**
 * The text of a key file with one character per byte (latin1), as comments are in no declared encoding; byte order marks
 * and white space around it removed, UTF-16 (Windows PowerShell's `>`) turned into UTF-8 first.
 * Fails with `keys.empty`, `keys.binary`.
 */
export function keyFileText(bytes: Uint8Array): string {
  const text = stripUtf8Bom(fromUtf16(bytes) ?? Buffer.from(bytes)).toString('latin1');
  // Text of any encoding but UTF-16 holds no zero byte; DER, archives, images and programs do.
  if (text.includes('\0')) throw new KeyError('keys.binary');
  const trimmed = trimAscii(text);
  if (trimmed === '') throw new KeyError('keys.empty');
  return trimmed;
}

/**
 * The text without ASCII white space around it. Not `trim()`, which takes 0xa0 for a space: the second byte of "à". Not a
 * regular expression: `\s+$` takes quadratic time on a megabyte of spaces.
 */
export function trimAscii(text: string): string {
  const isSpace = (at: number) => ' \t\r\n\v\f'.includes(text.charAt(at));
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start += 1;
  while (end > start && isSpace(end - 1)) end -= 1;
  return text.slice(start, end);
}

/** True for text that holds control characters which no text file has: a binary file without a zero byte. */
export function looksBinary(text: string): boolean {
  return Array.from(text).some((character) => {
    const code = character.charCodeAt(0);
    return code === 0x7f || (code < 0x20 && !'\t\n\v\f\r\x1b'.includes(character));
  });
}

function stripUtf8Bom(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** UTF-16 text as UTF-8; null where the bytes are not UTF-16. Without a mark it shows by zeros beside ASCII. */
export function fromUtf16(bytes: Uint8Array): Buffer | null {
  const [first = 1, second = 1] = bytes;
  const littleEndian = (first === 0xff && second === 0xfe) || (isAscii(first) && second === 0);
  const bigEndian = (first === 0xfe && second === 0xff) || (first === 0 && isAscii(second));
  if (!littleEndian && !bigEndian) return null;
  const text = new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be').decode(bytes);
  return Buffer.from(text, 'utf8');
}

function isAscii(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** A comment for people: UTF-8 where it is valid, Windows' western code page otherwise. Never for a MAC, which is over the bytes. */
export function commentText(comment: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(comment);
  } catch {
    return windows1252.decode(comment);
  }
}

/**
 * A comment in one line. OpenSSH's own format holds any bytes; elsewhere a line break begins another line, of
 * authorized_keys perhaps another key, and a zero makes the file a binary one. They become spaces, at the ends nothing.
 */
export function oneLine(comment: Uint8Array): Buffer {
  const lines = Buffer.from(comment)
    .toString('latin1')
    .split(/[\r\n\0]+/);
  return Buffer.from(lines.filter((line) => line !== '').join(' '), 'latin1');
}

/** A comment as bytes: UTF-8 in one line. */
export function commentBytes(comment: string): Buffer {
  return oneLine(Buffer.from(comment, 'utf8'));
}
