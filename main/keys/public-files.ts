import { certifiedKey, isCertificateName } from './certificate';
import { KeyError } from './errors';
import type { PublicKeyFile } from './key-file';
import type { PublicKey } from './model';
import { decodeBase64, encodeBase64Lines, type PemBlock } from './pem';
import { readPkcs1Public } from './pkcs1';
import { readSpki } from './pkcs8';
import { readPublicBlob, writePublicBlob } from './public-blob';
import { readSsh2Armour } from './ssh2-armour';
import { oneLine, trimAscii } from './text';
import { WireReader } from './wire';

const rfc4716Label = 'SSH2 PUBLIC KEY';
const rfc4716Begin = `---- BEGIN ${rfc4716Label} ----`;
const rfc4716End = `---- END ${rfc4716Label} ----`;

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
  const { comment, body } = readSsh2Armour(text, rfc4716Label);
  return fileOf('rfc4716', new WireReader(body).name(), body, comment);
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
  if (isCertificateName(algorithm)) {
    return { ...base, format: 'certificate', publicKey: certifiedKey(algorithm, blob) };
  }
  const publicKey = readPublicBlob(blob);
  if (publicKey.algorithm !== algorithm) throw new KeyError('keys.corrupt');
  return { ...base, format, publicKey };
}

/** The authorized_keys line without a line end; the comment's own become spaces. */
export function writePublicLine(key: PublicKey, comment: Uint8Array): Buffer {
  const line = `${key.algorithm} ${writePublicBlob(key).toString('base64')}`;
  const text = oneLine(comment);
  return text.length === 0 ? Buffer.from(line) : Buffer.concat([Buffer.from(`${line} `), text]);
}

/** Writes an RFC 4716 file as `puttygen -O public` does, comment quoted and in one line. */
export function writeRfc4716(key: PublicKey, comment: Uint8Array): Buffer {
  const quoted = oneLine(comment).toString('latin1').replace(/["\\]/g, '\\$&');
  return Buffer.from(
    `${rfc4716Begin}\nComment: "${quoted}"\n${encodeBase64Lines(writePublicBlob(key))}${rfc4716End}\n`,
    'latin1',
  );
}
