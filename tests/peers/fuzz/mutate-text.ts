import type { Mutation } from './mutate-bytes';
import type { Random } from './random';

/** A mutation of the lines of a file, which keep their ends. One character is one byte. */
const ofLines =
  (change: (lines: string[], random: Random) => string[]): Mutation =>
  (bytes, random) =>
    Buffer.from(change(bytes.toString('latin1').split(/(?<=\n)/), random).join(''), 'latin1');

/** A mutation of the text of a file. */
const ofText =
  (change: (text: string, random: Random) => string): Mutation =>
  (bytes, random) =>
    Buffer.from(change(bytes.toString('latin1'), random), 'latin1');

const repeatLine = ofLines((lines, random) =>
  lines.toSpliced(random.below(lines.length), 0, random.pick(lines)),
);
const dropLine = ofLines((lines, random) => lines.toSpliced(random.below(lines.length), 1));
const moveLine = ofLines((lines, random) => {
  const at = random.below(lines.length);
  const line = lines[at] ?? '';
  return lines.toSpliced(at, 1).toSpliced(random.below(lines.length), 0, line);
});
const emptyLine = ofLines((lines, random) =>
  lines.toSpliced(random.below(lines.length), 0, random.pick(['\n', '\r\n', '\r', ' \n'])),
);

const strangeNumbers = [
  '0',
  '-1',
  '1',
  '9',
  '00',
  '1e9',
  '0x10',
  '65535',
  '2147483648',
  '4294967295',
  '99999999999999999999',
  'NaN',
  '',
];
/** Counts and costs that are stated in the clear: `Public-Lines: 6`, `Argon2-Memory: 8192`. */
const changeNumber = ofText((text, random) => {
  const numbers = [...text.matchAll(/(?<=: )\d+$/gm)];
  const found = numbers[random.below(numbers.length)];
  if (!found) return text;
  return text.slice(0, found.index) + random.pick(strangeNumbers) + text.slice(found.index + found[0].length);
});

const words = [
  ...['ssh-rsa', 'ssh-dss', 'ssh-ed25519', 'ssh-ed448', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp521'],
  ...['none', 'aes256-cbc', 'Argon2id', 'Argon2d', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'DSA PRIVATE KEY'],
  ...['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PUBLIC KEY', 'CERTIFICATE'],
  ...['AES-128-CBC', 'AES-256-CBC', 'DES-EDE3-CBC', 'PuTTY-User-Key-File-2', 'PuTTY-User-Key-File-3'],
];
/** One name of the formats in the place of another, everywhere or once. */
const exchangeWord = ofText((text, random) => {
  const present = words.filter((word) => text.includes(word));
  if (present.length === 0) return text;
  const [from, to] = [random.pick(present), random.pick(words)];
  return random.below(2) ? text.replaceAll(from, to) : text.replace(from, to);
});

const endLines = ofText((text, random) =>
  text.replaceAll('\n', random.pick(['\r\n', '\r', ' ', '', '\n\n', ' \n'])),
);
const dropDashes = ofText((text, random) =>
  text.replace(random.pick(['-----', '-----\n', '-----BEGIN ', '-----END ']), ''),
);
const pad = ofText((text, random) =>
  text.replace(/={0,2}(?=\r?\n)/, random.pick(['', '=', '==', '===', '====='])),
);
const asUtf16: Mutation = (bytes, random) => {
  const wide = Buffer.from(`\ufeff${bytes.toString('latin1')}`, 'utf16le');
  return random.pick([wide, wide.subarray(2), Buffer.from(wide.subarray(0, wide.length & ~1)).swap16()]);
};
const withMark: Mutation = (bytes) => Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]);

/** On the lines and words of a file. */
export const textMutations: readonly Mutation[] = [
  ...[repeatLine, dropLine, moveLine, emptyLine, changeNumber, exchangeWord],
  ...[endLines, dropDashes, pad, asUtf16, withMark],
];
