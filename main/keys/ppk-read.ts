import { timingSafeEqual } from 'node:crypto';
import type { Argon2Cost, Argon2Flavour } from './derive';
import { KeyError, unsupported } from './errors';
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

/** True for the text of a PuTTY private key, whatever its version. */
export function isPpk(text: string): boolean {
  return text.startsWith(ppkMagic);
}

/**
 * Reads a PuTTY private key of version 2 or 3 (PuTTY manual, appendix C), `text` being one byte per character.
 * Fails with `keys.truncated`, `keys.corrupt` (also a wrong MAC, where no passphrase could be the cause), `keys.unsupported`.
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
  const mac = Buffer.from(lines.header('Private-MAC'), 'hex');
  lines.end();
  if (mac.length < (version === 2 ? 20 : 32)) throw new KeyError('keys.truncated');
  if (encryption !== 'none' && encryption !== 'aes256-cbc') {
    throw unsupported(encryption);
  }
  const publicKey = readPublicBlob(publicBlob);
  if (publicKey.algorithm !== algorithm) throw new KeyError('keys.corrupt');
  if (encryption !== 'none' && privateData.length % 16 !== 0) throw new KeyError('keys.truncated');

  /** The key where the MAC fits, null where it does not. */
  const unseal = (secrets: PpkSecrets): PrivateKey | null => {
    const privateBlob = encryption === 'none' ? privateData : decryptPpk(secrets, privateData);
    const expected = ppkMac(version, secrets, { algorithm, encryption, comment, publicBlob, privateBlob });
    if (mac.length !== expected.length || !timingSafeEqual(mac, expected)) return null;
    return readPpkPrivateBlob(publicKey, privateBlob, comment);
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
    protection: encryption === 'none' ? null : protectionOf(encryption, argon2),
    read,
  };
}

/** The version in the first line. PuTTY calls a higher one "too new"; 1 only ever existed in development. */
function ppkVersion(firstHeader: string): PpkVersion {
  const digits = firstHeader.slice(ppkMagic.length);
  if (digits === '2') return 2;
  if (digits === '3') return 3;
  if (digits === '') throw new KeyError('keys.truncated');
  throw new KeyError('keys.ppk-version', { version: digits.replace(/\D/g, '?').slice(0, 10) });
}

function readArgon2(lines: PpkLines): Argon2Parameters {
  const name = lines.header('Key-Derivation');
  const flavour = Object.hasOwn(flavours, name) ? flavours[name] : undefined;
  if (!flavour) throw unsupported(name);
  const cost = {
    memory: lines.number('Argon2-Memory'),
    passes: lines.number('Argon2-Passes'),
    parallelism: lines.number('Argon2-Parallelism'),
  };
  return { flavour, cost, salt: Buffer.from(lines.header('Argon2-Salt'), 'hex') };
}

function protectionOf(cipher: string, argon2: Argon2Parameters | null): Protection {
  return argon2
    ? { cipher, kdf: argon2.flavour, cost: { ...argon2.cost } }
    : { cipher, kdf: 'sha1', cost: {} };
}
