import { createDecipheriv, createHash } from 'node:crypto';
import { assertDsaSize } from './dsa';
import { KeyError, truncated, unsupported } from './errors';
import { bytesToBigInt } from './integers';
import { type PrivateKeyFile, parseDecrypted } from './key-file';
import type { PrivateKey } from './model';
import { assertRsaSize } from './public-blob';
import { readSsh2Armour } from './ssh2-armour';
import { WireReader } from './wire';

const label = 'SSH2 ENCRYPTED PRIVATE KEY';
const magic = 0x3f6ff9eb;

/** True for the text of an ssh.com private key, protected or not: the label says ENCRYPTED of both. */
export function isSshcom(text: string): boolean {
  return text.includes(`---- BEGIN ${label} ----`);
}

/** The key types by how their names begin; after it stand the signature and encryption schemes of ssh.com. */
const types: readonly {
  prefix: string;
  algorithm: 'ssh-rsa' | 'ssh-dss';
  read(numbers: WireReader): PrivateKey;
}[] = [
  { prefix: 'if-modn{sign{rsa', algorithm: 'ssh-rsa', read: readRsa },
  { prefix: 'dl-modp{sign{dsa', algorithm: 'ssh-dss', read: readDsa },
];

/**
 * Reads an ssh.com (Tectia) private key; `text` is one byte per character. The format was never published: this is what
 * PuTTY's import.c reads and writes. Fails with `keys.truncated`, `keys.corrupt`, `keys.unsupported`.
 */
export function readSshcom(text: string): PrivateKeyFile {
  const { comment, body } = readSsh2Armour(text, label);
  const reader = new WireReader(body);
  if (reader.uint32() !== magic) throw new KeyError('keys.corrupt');
  if (reader.uint32() > body.length) throw truncated();
  const typeName = reader.name();
  const cipher = reader.name();
  const sealed = reader.string();
  const type = types.find(({ prefix }) => typeName.startsWith(prefix));
  if (!type) throw unsupported(`ssh.com ${typeName}`);
  const { algorithm } = type;
  const file = { kind: 'private', format: 'sshcom', algorithm, comment } as const;
  const readKey = (section: Buffer): PrivateKey => ({ ...type.read(numbersOf(section)), comment });

  if (cipher === 'none') {
    const key = readKey(sealed);
    return { ...file, publicKey: key, protection: null, read: async () => key };
  }
  if (cipher !== '3des-cbc') throw unsupported(`ssh.com ${cipher}`);
  if (sealed.length % 8 !== 0) throw new KeyError('keys.corrupt');
  return {
    ...file,
    publicKey: null,
    protection: { cipher: 'des-ede3-cbc', kdf: 'md5', cost: {} },
    read: async (passphrase) => parseDecrypted(() => readKey(decrypt(sealed, passphrase))),
  };
}

/** The key is MD5 of the passphrase, then MD5 of the passphrase and that; the IV is zero. There is no check but the numbers. */
function decrypt(sealed: Buffer, passphrase: Uint8Array): Buffer {
  const first = createHash('md5').update(passphrase).digest();
  const second = createHash('md5').update(passphrase).update(first).digest();
  const key = Buffer.concat([first, second]).subarray(0, 24);
  const decipher = createDecipheriv('des-ede3-cbc', key, Buffer.alloc(8)).setAutoPadding(false);
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
}

/** The section states its own length; what follows is padding. */
function numbersOf(section: Buffer): WireReader {
  return new WireReader(new WireReader(section).string());
}

/** A number as ssh.com writes it: how many bits, then as many bytes as they take. */
function readNumber(reader: WireReader): bigint {
  const bits = reader.uint32();
  return bytesToBigInt(reader.take(Math.ceil(bits / 8)));
}

function readRsa(reader: WireReader): PrivateKey {
  const e = readNumber(reader);
  const d = readNumber(reader);
  const n = readNumber(reader);
  const iqmp = readNumber(reader);
  // What ssh.com calls p is the q of everybody else: its inverse is the one that is stored.
  const q = readNumber(reader);
  const p = readNumber(reader);
  reader.end();
  assertRsaSize(n);
  return { algorithm: 'ssh-rsa', n, e, d, p, q, iqmp, comment: new Uint8Array() };
}

function readDsa(reader: WireReader): PrivateKey {
  // 1 would name a group instead of spelling it out; nobody ever did.
  if (reader.uint32() !== 0) throw new KeyError('keys.corrupt');
  const p = readNumber(reader);
  const g = readNumber(reader);
  const q = readNumber(reader);
  const y = readNumber(reader);
  const x = readNumber(reader);
  reader.end();
  assertDsaSize({ p, q });
  return { algorithm: 'ssh-dss', p, q, g, y, x, comment: new Uint8Array() };
}
