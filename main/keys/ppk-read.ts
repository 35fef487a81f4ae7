import { timingSafeEqual } from 'node:crypto';
import { certifiedKey, isCertificateName } from './certificate';
import type { Argon2Cost, Argon2Flavour } from './derive';
import { assertArgon2Valid } from './derive-costs';
import { KeyError, truncated, unsupported } from './errors';
import type { PrivateKeyFile, Protection } from './key-file';
import type { PrivateKey } from './model';
import { readPpkPrivateBlob } from './ppk-blob';
import {
  decryptPpk,
  derivePpk2Secrets,
  derivePpk3Secrets,
  openPpkSecrets,
  type PpkSecrets,
  type PpkVersion,
  ppkMac,
} from './ppk-crypto';
import { PpkLines, ppkMagic } from './ppk-lines';
import type { OnProgress } from './progress';
import { readPublicBlob } from './public-blob';
import { trimAscii } from './text';

const flavours: Record<string, Argon2Flavour> = {
  Argon2id: 'argon2id',
  Argon2i: 'argon2i',
  Argon2d: 'argon2d',
};

interface Argon2Parameters {
  flavour: Argon2Flavour;
  cost: Argon2Cost;
  salt: Buffer;
}

/**
 * Reads a PuTTY private key of version 2 or 3 (PuTTY manual, appendix C), `text` being one byte per character.
 * Fails with `keys.truncated`, `keys.corrupt` (also a wrong MAC, where no passphrase could be the cause), `keys.ppk-version`,
 * `keys.unsupported`.
 */
export function readPpk(text: string): PrivateKeyFile {
  const lines = new PpkLines(text);
  const version = ppkVersion(lines.peek() ?? '');
  const algorithm = lines.header(`${ppkMagic}${version}`);
  const encryption = lines.header('Encryption');
  const comment = Buffer.from(lines.rawHeader('Comment'), 'latin1');
  const publicBlob = lines.base64('Public-Lines');
  const argon2 = encryption !== 'none' && version === 3 ? readArgon2(lines) : null;
  const privateData = lines.base64('Private-Lines');
  // What follows, a mail's signature perhaps, is none of the key's.
  const mac = Buffer.from(lines.header('Private-MAC'), 'hex');
  if (mac.length < (version === 2 ? 20 : 32)) throw truncated('Private-MAC');
  if (encryption !== 'none' && encryption !== 'aes256-cbc') {
    throw unsupported(`PPK ${encryption}`);
  }
  const certificate = isCertificateName(algorithm) ? publicBlob : undefined;
  const publicKey = certificate ? certifiedKey(algorithm, certificate) : readPublicBlob(publicBlob);
  if (!certificate && publicKey.algorithm !== algorithm) throw new KeyError('keys.corrupt');
  if (encryption !== 'none' && privateData.length % 16 !== 0) throw truncated();

  /** The key where the MAC fits, null where it does not. */
  const unseal = (secrets: PpkSecrets): PrivateKey | null => {
    const privateBlob = encryption === 'none' ? privateData : decryptPpk(secrets, privateData);
    const fits = (each: Uint8Array): boolean => {
      const parts = { algorithm, encryption, comment: each, publicBlob, privateBlob };
      const expected = ppkMac(version, secrets, parts);
      return mac.length === expected.length && timingSafeEqual(mac, expected);
    };
    // Spaces that another program left at the end of the line are not in the MAC.
    const fitting = [comment, trimEndAscii(comment)].find(fits);
    if (!fitting) return null;
    const key = readPpkPrivateBlob(publicKey, privateBlob, fitting);
    return certificate ? { ...key, certificate } : key;
  };
  const read = async (passphrase: Uint8Array, onProgress?: OnProgress): Promise<PrivateKey> => {
    if (encryption === 'none') {
      const key = unseal(openPpkSecrets(version));
      if (!key) throw new KeyError('keys.corrupt');
      return key;
    }
    const secrets = argon2
      ? await derivePpk3Secrets(argon2.flavour, argon2.cost, passphrase, argon2.salt, onProgress)
      : derivePpk2Secrets(passphrase);
    const key = unseal(secrets);
    if (!key) throw new KeyError('keys.wrong-passphrase');
    return key;
  };
  return {
    kind: 'private',
    format: version === 3 ? 'ppk' : 'ppk2',
    algorithm,
    publicKey,
    comment,
    ...(certificate && { certificate }),
    protection: encryption === 'none' ? null : protectionOf(encryption, argon2),
    read,
  };
}

/** The files of a text: one for each first line, wherever in a line's white space it stands. */
export function findPpks(text: string): string[] {
  const starts = [...text.matchAll(/^[ \t]*PuTTY-User-Key-File-/gm)].map(({ index }) => index);
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

function trimEndAscii(bytes: Buffer): Buffer {
  return Buffer.from(trimAscii(`.${bytes.toString('latin1')}`).slice(1), 'latin1');
}

/** The version in the first line. PuTTY calls a higher one "too new"; 1 only ever existed in development. */
function ppkVersion(firstHeader: string): PpkVersion {
  const digits = firstHeader.slice(ppkMagic.length);
  if (digits === '2') return 2;
  if (digits === '3') return 3;
  if (digits === '') throw truncated();
  throw new KeyError('keys.ppk-version', { version: digits.replace(/\D/g, '?').slice(0, 10) });
}

function readArgon2(lines: PpkLines): Argon2Parameters {
  const name = lines.header('Key-Derivation');
  const flavour = Object.hasOwn(flavours, name) ? flavours[name] : undefined;
  if (!flavour) throw unsupported(`PPK ${name}`);
  const cost = {
    memory: lines.number('Argon2-Memory'),
    passes: lines.number('Argon2-Passes'),
    parallelism: lines.number('Argon2-Parallelism'),
  };
  assertArgon2Valid(cost);
  return { flavour, cost, salt: Buffer.from(lines.header('Argon2-Salt'), 'hex') };
}

function protectionOf(cipher: string, argon2: Argon2Parameters | null): Protection {
  return argon2
    ? { cipher, kdf: argon2.flavour, cost: { ...argon2.cost } }
    : { cipher, kdf: 'sha1', cost: {} };
}
