import { KeyError } from './errors';
import type { PublicKeyFile } from './key-file';
import type { PublicKey } from './model';
import { decodeBase64, encodeBase64Lines, type PemBlock } from './pem';
import { readPkcs1Public } from './pkcs1';
import { readSpki } from './pkcs8';
import { readPublicBlob, readPublicFields, writePublicBlob } from './public-blob';
import { trimAscii } from './text';
import { WireReader } from './wire';

const rfc4716Begin = '---- BEGIN SSH2 PUBLIC KEY ----';
const rfc4716End = '---- END SSH2 PUBLIC KEY ----';
const certificateSuffix = '-cert-v01@openssh.com';

/** An authorized_keys line: perhaps options, then an algorithm, its base64, perhaps a comment. Every blob's base64 begins with AAAA. */
const publicLine =
  /^[ \t]*(?:[^# \t].*[ \t])?((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]{1,64})[ \t]+(AAAA[A-Za-z0-9+/]*={0,2})(?:[ \t]+(.*))?$/;

/** Ten times what RSA 16384 takes; the pattern above need not be tried on more. */
const maxPublicLine = 1 << 15;

/** True for an authorized_keys line (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */
export function isPublicLine(line: string): boolean {
  return line.length <= maxPublicLine && publicLine.test(line);
}

/** Reads the public key or certificate of an authorized_keys line; options are passed over. */
export function readPublicLine(line: string): PublicKeyFile {
  const [, algorithm = '', base64 = '', comment = ''] = publicLine.exec(line) ?? [];
  return fileOf('public', algorithm, decodeBase64(base64), Buffer.from(trimAscii(comment), 'latin1'));
}

/** Reads an RFC 4716 public key file. Fails with `keys.truncated` where its END line is missing. */
export function readRfc4716(text: string): PublicKeyFile {
  const end = text.indexOf(rfc4716End);
  if (end < 0) throw new KeyError('keys.truncated');
  // A header line that ends in a backslash goes on in the next one (RFC 4716, section 3.3).
  const inner = text.slice(text.indexOf(rfc4716Begin) + rfc4716Begin.length, end);
  const lines = inner.replace(/\\(?:\r\n|\r|\n)/g, '').split(/[\r\n]+/);
  const comment = lines.find((line) => /^comment:/i.test(line))?.replace(/^comment:[ \t]*/i, '') ?? '';
  const unquoted = /^".*"$/.test(comment) ? comment.slice(1, -1).replace(/\\(.)/g, '$1') : comment;
  const blob = decodeBase64(lines.filter((line) => !line.includes(':')).join(''));
  return fileOf('rfc4716', new WireReader(blob).name(), blob, Buffer.from(unquoted, 'latin1'));
}

/** True for the text of an RFC 4716 public key file. */
export function isRfc4716(text: string): boolean {
  return text.includes(rfc4716Begin);
}

/** Reads a PUBLIC KEY or RSA PUBLIC KEY block. */
export function readPublicPem({ label, body }: PemBlock): PublicKeyFile {
  const publicKey = label === 'RSA PUBLIC KEY' ? readPkcs1Public(body) : readSpki(body);
  return { kind: 'public', format: 'public-pem', algorithm: publicKey.algorithm, publicKey, comment: null };
}

function fileOf(
  format: 'public' | 'rfc4716',
  algorithm: string,
  blob: Buffer,
  comment: Buffer,
): PublicKeyFile {
  const base = { kind: 'public', algorithm, comment } as const;
  if (algorithm.endsWith(certificateSuffix)) {
    return { ...base, format: 'certificate', publicKey: certifiedKey(algorithm, blob) };
  }
  const publicKey = readPublicBlob(blob);
  if (publicKey.algorithm !== algorithm) throw new KeyError('keys.corrupt');
  return { ...base, format, publicKey };
}

/** The key that an OpenSSH certificate certifies: after name and nonce come the key's own fields (OpenSSH, PROTOCOL.certkeys). */
function certifiedKey(algorithm: string, blob: Buffer): PublicKey {
  const reader = new WireReader(blob);
  if (reader.name() !== algorithm) throw new KeyError('keys.corrupt');
  reader.string();
  return readPublicFields(algorithm.slice(0, -certificateSuffix.length), reader);
}

/** The authorized_keys line without a line end. */
export function writePublicLine(key: PublicKey, comment: Uint8Array): Buffer {
  const line = `${key.algorithm} ${writePublicBlob(key).toString('base64')}`;
  return comment.length === 0 ? Buffer.from(line) : Buffer.concat([Buffer.from(`${line} `), comment]);
}

/** Writes an RFC 4716 file as `puttygen -O public` does, comment quoted. */
export function writeRfc4716(key: PublicKey, comment: Uint8Array): Buffer {
  const quoted = Buffer.from(comment).toString('latin1').replace(/["\\]/g, '\\$&');
  return Buffer.from(
    `${rfc4716Begin}\nComment: "${quoted}"\n${encodeBase64Lines(writePublicBlob(key))}${rfc4716End}\n`,
    'latin1',
  );
}
