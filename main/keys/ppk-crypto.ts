import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { type Argon2Cost, type Argon2Flavour, deriveArgon2 } from './derive';
import type { OnProgress } from './progress';
import { wireString } from './wire';

/** The versions of PPK in use. Version 1 never left development. */
export type PpkVersion = 2 | 3;

/** What protects one PPK file. An unprotected file has a MAC key too, but no secret in it. */
export interface PpkSecrets {
  cipherKey: Buffer;
  iv: Buffer;
  macKey: Buffer;
}

const macKeyPrefix = 'putty-private-key-file-mac-key';

function sha1(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The keys of an unprotected file (PuTTY manual, appendix C.3 and C.4): version 2 hashes an empty passphrase, version 3 uses no bytes. */
export function openPpkSecrets(version: PpkVersion): PpkSecrets {
  const none = Buffer.alloc(0);
  return { cipherKey: none, iv: none, macKey: version === 2 ? sha1(macKeyPrefix) : none };
}

/** The keys of a protected version 2 file (PuTTY manual, appendix C.4). */
export function derivePpk2Secrets(passphrase: Uint8Array): PpkSecrets {
  const zero = Buffer.of(0, 0, 0, 0);
  const one = Buffer.of(0, 0, 0, 1);
  return {
    cipherKey: Buffer.concat([sha1(zero, passphrase), sha1(one, passphrase)]).subarray(0, 32),
    iv: Buffer.alloc(16),
    macKey: sha1(macKeyPrefix, passphrase),
  };
}

/** The keys of a protected version 3 file (PuTTY manual, appendix C.3). */
export async function derivePpk3Secrets(
  flavour: Argon2Flavour,
  cost: Argon2Cost,
  passphrase: Uint8Array,
  salt: Uint8Array,
  onProgress?: OnProgress,
): Promise<PpkSecrets> {
  const tag = await deriveArgon2(flavour, cost, passphrase, salt, 80, onProgress);
  return { cipherKey: tag.subarray(0, 32), iv: tag.subarray(32, 48), macKey: tag.subarray(48) };
}

/** Decrypts the private lines: AES-256-CBC without padding of its own. The length must be a multiple of 16. */
export function decryptPpk(secrets: PpkSecrets, data: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-cbc', secrets.cipherKey, secrets.iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

/** Encrypts the private lines. The length must be a multiple of 16. */
export function encryptPpk(secrets: PpkSecrets, data: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', secrets.cipherKey, secrets.iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/**
 * Pads to whole AES blocks with the first bytes of the data's own SHA-1. The manual says random bytes; PuTTYgen does
 * this, and only a writer that does the same yields the same file.
 */
export function padPpk(data: Buffer): Buffer {
  return Buffer.concat([data, sha1(data).subarray(0, (16 - (data.length % 16)) % 16)]);
}

/** The MAC over everything that matters in the file, with the private part in the clear, padding included. */
export function ppkMac(
  version: PpkVersion,
  secrets: PpkSecrets,
  parts: {
    algorithm: string;
    encryption: string;
    comment: Uint8Array;
    publicBlob: Uint8Array;
    privateBlob: Uint8Array;
  },
): Buffer {
  const mac = createHmac(version === 2 ? 'sha1' : 'sha256', secrets.macKey);
  mac.update(wireString(parts.algorithm)).update(wireString(parts.encryption));
  mac.update(wireString(parts.comment)).update(wireString(parts.publicBlob));
  return mac.update(wireString(parts.privateBlob)).digest();
}
