import { checkKey } from './check';
import { encodePassphrase } from './code-pages';
import { KeyError } from './errors';
import type { PrivateKey, PublicKey } from './model';
import { type OnProgress, partOf } from './progress';

/** Formats that hold a private key, under the names of the command line. `ppk` is version 3; `pem` is PKCS#1 or SEC1. */
export type PrivateKeyFormat = 'ppk' | 'ppk2' | 'openssh' | 'pem' | 'pkcs8';

/** Formats that a private key is read in: those, and ssh.com's own, which is not written. */
export type PrivateFileFormat = PrivateKeyFormat | 'sshcom';

/** Formats of a public key that are written: an authorized_keys line, and RFC 4716. */
export type PublicKeyFormat = 'public' | 'rfc4716';

/** Formats that are written. */
export type KeyFormat = PrivateKeyFormat | PublicKeyFormat;

/** Formats that are read: those that are written, ssh.com's, OpenSSH certificates, and public keys in PEM. */
export type KeyFileFormat = KeyFormat | 'sshcom' | 'certificate' | 'public-pem';

/** How a file is protected, as far as it says so in the clear. */
export interface Protection {
  cipher: string;
  /** `argon2id`, `bcrypt`, `pbkdf2`, …; `md5` and `sha1` name the old formats' own derivations. */
  kdf: string;
  /** The derivation's parameters by name, e.g. `rounds`, or `memory` (KiB), `passes`, `parallelism`. */
  cost: Record<string, number>;
}

/** A private key as it lies in a file, its structure read, its secret still sealed where it is encrypted. */
export interface PrivateKeyFile {
  kind: 'private';
  format: PrivateFileFormat;
  /** SSH name; null where it is not to be seen without the passphrase. */
  algorithm: string | null;
  /** The public half as the file states it, not proved before `openKey`; null where it cannot be seen. */
  publicKey: PublicKey | null;
  /** Raw bytes; null where the format has no comment or hides it. */
  comment: Uint8Array | null;
  protection: Protection | null;
  /** The SSH wire form of the OpenSSH certificate that the file holds beside the key; only a PPK may. */
  certificate?: Uint8Array;
  /**
   * Reads the secret; `passphrase`, in the bytes that the file was protected with, counts only where there is a protection.
   * Call `openKey` instead, which finds those bytes and checks the key.
   */
  read(passphrase: Uint8Array, onProgress?: OnProgress): Promise<PrivateKey>;
}

/** A public key or an OpenSSH certificate as it lies in a file. */
export interface PublicKeyFile {
  kind: 'public';
  format: Exclude<KeyFileFormat, PrivateFileFormat>;
  /** SSH name; a certificate's own, e.g. `ssh-ed25519-cert-v01@openssh.com`. */
  algorithm: string;
  /** The key; of a certificate the one that it certifies. */
  publicKey: PublicKey;
  comment: Uint8Array | null;
}

export type KeyFile = PrivateKeyFile | PublicKeyFile;

/** An opened key, and how its passphrase had to be written. */
export interface OpenedKey {
  key: PrivateKey;
  /** The encoding of the passphrase, e.g. `windows-1252`; null for UTF-8, for plain ASCII, and where there is no protection. */
  codePage: string | null;
}

/**
 * Opens a private key and proves that its halves belong together.
 * Fails with `keys.passphrase-needed` (also for an empty one: that protects nothing), `keys.wrong-passphrase`,
 * `keys.cost-too-high`, `keys.corrupt`, `keys.mismatch`, `keys.unsupported`.
 */
export async function openKey(
  file: PrivateKeyFile,
  passphrase?: string,
  options?: { onProgress?: OnProgress },
): Promise<PrivateKey> {
  return (await unlockKey(file, passphrase, options)).key;
}

/**
 * Like `openKey`, and says in which encoding the passphrase fitted: each that a program may have written it in is tried,
 * the likeliest first.
 */
export async function unlockKey(
  file: PrivateKeyFile,
  passphrase?: string,
  { onProgress }: { onProgress?: OnProgress } = {},
): Promise<OpenedKey> {
  if (!file.protection) return { key: checkKey(await file.read(new Uint8Array())), codePage: null };
  if (!passphrase) throw new KeyError('keys.passphrase-needed');
  const attempts = encodePassphrase(passphrase);
  for (const [index, { bytes, codePage }] of attempts.entries()) {
    try {
      const part = partOf(onProgress, index / attempts.length, (index + 1) / attempts.length);
      const key = await file.read(bytes, part);
      return { key: checkKey(key), codePage };
    } catch (error) {
      if (!(error instanceof KeyError) || error.code !== 'keys.wrong-passphrase') throw error;
    }
  }
  throw new KeyError('keys.wrong-passphrase');
}

/**
 * Runs a parser on what came out of a cipher without a check of its own: garbage there means a wrong passphrase.
 */
export function parseDecrypted<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof KeyError && cause.code === 'keys.corrupt') {
      throw new KeyError('keys.wrong-passphrase', {}, { cause });
    }
    throw cause;
  }
}
