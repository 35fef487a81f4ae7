/** Windows-1252 from 0x80 to 0x9f; U+FFFD where the code page has no character. 0xa0 to 0xff equal Unicode. */
const cp1252High = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

/** The passphrase as UTF-8: what every program but PuTTY on Windows takes. */
export function passphraseBytes(passphrase: string): Buffer {
  return Buffer.from(passphrase, 'utf8');
}

/** A passphrase as the bytes that a key file may have been protected with. */
export interface EncodedPassphrase {
  bytes: Buffer;
  /** Null for UTF-8. */
  codePage: string | null;
}

/**
 * The bytes that a file may have been protected with, likeliest first: UTF-8 (PuTTYgen on Unix), then windows-1252 with `?`
 * for what it lacks (PuTTYgen on Windows reads its dialog with GetWindowTextA). One for plain ASCII, where they are equal.
 */
export function encodePassphrase(passphrase: string): EncodedPassphrase[] {
  const utf8 = passphraseBytes(passphrase);
  const cp1252 = Buffer.from(Array.from(passphrase, cp1252Byte));
  const first = { bytes: utf8, codePage: null };
  return utf8.equals(cp1252) ? [first] : [first, { bytes: cp1252, codePage: 'windows-1252' }];
}

function cp1252Byte(character: string): number {
  const code = character.codePointAt(0)!;
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  const high = code === 0xfffd ? -1 : cp1252High.indexOf(character);
  return high < 0 ? '?'.charCodeAt(0) : 0x80 + high;
}

/** True where every program reads the passphrase as the same bytes. */
export function isPortablePassphrase(passphrase: string): boolean {
  return /^[\x20-\x7e]*$/.test(passphrase);
}
