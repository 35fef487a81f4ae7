import { windows1252 } from './windows-1252';

/** A passphrase as the bytes that a key file may have been protected with. */
export interface EncodedPassphrase {
  bytes: Buffer;
  /** The encoding's name, e.g. `windows-1252`; null for UTF-8 of the characters as typed. */
  codePage: string | null;
}

/**
 * The ANSI code pages of Windows, under the names that `TextDecoder` and the web know them by, likeliest first; `gbk`, `big5`
 * and `shift_jis` are those of China, Taiwan and Japan. `windows-949`, Korea's, is built below.
 */
const singleByte = [1252, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258, 874].map(
  (number) => `windows-${number}`,
);
const doubleByte = ['windows-949', 'shift_jis', 'gbk', 'big5'];

const tables = new Map<string, ReadonlyMap<string, Buffer>>();

/** The code page's bytes for each character beyond ASCII. `TextDecoder` knows the other direction only, so it is turned round. */
function tableOf(codePage: string): ReadonlyMap<string, Buffer> {
  const known = tables.get(codePage);
  if (known) return known;
  const table =
    codePage === 'windows-949' ? koreanTable() : reversed(codePage, doubleByte.includes(codePage));
  tables.set(codePage, table);
  return table;
}

function reversed(codePage: string, withPairs: boolean): Map<string, Buffer> {
  const table = new Map<string, Buffer>();
  const decoder = codePage === 'windows-1252' ? windows1252 : new TextDecoder(codePage);
  const add = (bytes: Buffer): boolean => {
    const text = decoder.decode(bytes);
    const single = [...text].length === 1 && text !== '\ufffd' && text >= '\u0080';
    if (single && !table.has(text)) table.set(text, bytes);
    return single;
  };
  // Below row A1 Electron's Big5 has Hong Kong's additions, which Windows and Node do not.
  for (let lead = codePage === 'big5' ? 0xa1 : 0x80; lead <= 0xff; lead += 1) {
    if (add(Buffer.of(lead)) || !withPairs) continue;
    for (let trail = 0x40; trail <= 0xfe; trail += 1) add(Buffer.of(lead, trail));
  }
  // What the code page leaves undefined decodes as a control character: no passphrase was typed in those.
  for (const character of table.keys()) if (character < '\u00a0') table.delete(character);
  return table;
}

const firstSyllable = 0xac00;
const lastSyllable = 0xd7a3;

/**
 * windows-949: EUC-KR, and the syllables that it lacks in the order of Unicode. Those are filled in by rule, as Node's decoder
 * ends with EUC-KR and Electron's does not: rows 81 to A0 with trail bytes 41-5A, 61-7A, 81-FE, then rows A1 to C6 up to A0.
 */
function koreanTable(): Map<string, Buffer> {
  const table = new Map<string, Buffer>();
  const decoder = new TextDecoder('euc-kr');
  for (let lead = 0xa1; lead <= 0xfe; lead += 1) {
    for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Buffer.of(lead, trail));
      if (text.length === 1 && text !== '\ufffd') table.set(text, Buffer.of(lead, trail));
    }
  }
  let [lead, trail] = [0x81, 0x41];
  for (let code = firstSyllable; code <= lastSyllable; code += 1) {
    const syllable = String.fromCharCode(code);
    if (table.has(syllable)) continue;
    table.set(syllable, Buffer.of(lead, trail));
    trail += 1;
    if (trail === 0x5b) trail = 0x61;
    if (trail === 0x7b) trail = 0x81;
    if (trail > (lead < 0xa1 ? 0xfe : 0xa0)) [lead, trail] = [lead + 1, 0x41];
  }
  return table;
}

/** The text in a code page, with `substitute` for characters that it lacks; null where it lacks some and there is none. */
function encode(text: string, codePage: string, substitute?: string): Buffer | null {
  const table = tableOf(codePage);
  const parts: Buffer[] = [];
  for (const character of text) {
    const bytes = character < '\u0080' ? Buffer.from(character) : table.get(character);
    if (!bytes && substitute === undefined) return null;
    // Windows replaces each half of a surrogate pair.
    parts.push(bytes ?? Buffer.from((substitute ?? '').repeat(character.length)));
  }
  return Buffer.concat(parts);
}

/** Whatever was typed: each costs a key derivation, and the list is in order of likelihood. */
const maxAttempts = 8;

/**
 * The bytes that a file may have been protected with, likeliest first and each once: UTF-8 (programs on Unix) as typed and in
 * the other normal form (macOS takes letters apart), then the code pages of Windows that hold every character, then windows-1252
 * with `?` for what it lacks: PuTTYgen on Windows reads its dialog with GetWindowTextA. One for plain ASCII, where all agree.
 */
export function encodePassphrase(passphrase: string): EncodedPassphrase[] {
  const attempts: EncodedPassphrase[] = [{ bytes: Buffer.from(passphrase, 'utf8'), codePage: null }];
  if (isAscii(passphrase)) return attempts;
  const add = (bytes: Buffer | null, codePage: string): void => {
    if (bytes && !attempts.some((attempt) => attempt.bytes.equals(bytes))) attempts.push({ bytes, codePage });
  };
  const composed = passphrase.normalize('NFC');
  add(Buffer.from(composed, 'utf8'), 'UTF-8 NFC');
  add(Buffer.from(passphrase.normalize('NFD'), 'utf8'), 'UTF-8 NFD');
  const fitting = [...singleByte, ...doubleByte].filter((codePage) => mayHold(codePage, composed));
  for (const codePage of fitting) add(encode(composed, codePage), codePage);
  const substituted = encode(composed, 'windows-1252', '?');
  // Room is left for the last one, which is likelier than the rarest code pages.
  if (attempts.length >= maxAttempts) attempts.length = maxAttempts - 1;
  add(substituted, 'windows-1252');
  return attempts;
}

/** Saves building tables of thousands of pairs for Hangul, which is in Korea's alone. */
function mayHold(codePage: string, text: string): boolean {
  return codePage === 'windows-949' || !doubleByte.includes(codePage) || !/\p{Script=Hangul}/u.test(text);
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
