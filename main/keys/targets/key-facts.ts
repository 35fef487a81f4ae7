import { type FileTraits, fileTraits } from '../file-traits';
import type { KeyFileFormat } from '../key-file';

/** Kinds of key as programs tell them apart; null where only the passphrase would show it. */
export type KeyFamily = 'rsa' | 'dsa' | 'ecdsa' | 'ed25519' | 'ed448' | 'other' | null;

/** All that the rules about other programs go by. */
export interface KeyFacts {
  traits: FileTraits;
  format: KeyFileFormat;
  family: KeyFamily;
  /** The key's size; null where only the passphrase would tell. */
  bits: number | null;
  /** The cipher under the name that the format gives it, in lower case; null for a file that is not encrypted. */
  cipher: string | null;
}

/** What has been read of a file's first key. */
export interface SeenKey {
  format: KeyFileFormat;
  /** SSH name; null where only the passphrase would tell. */
  algorithm: string | null;
  bits: number | null;
  cipher: string | null;
}

/** The facts of a file and its first key. */
export function keyFacts(bytes: Uint8Array, { format, algorithm, bits, cipher }: SeenKey): KeyFacts {
  const traits = fileTraits(bytes);
  return { traits, format, family: familyOf(algorithm) ?? familyOfLabel(traits.keyLabel), bits, cipher };
}

/** True for a file that holds no private key. */
export function isPublic({ format }: KeyFacts): boolean {
  return ['public', 'rfc4716', 'public-pem', 'certificate'].includes(format);
}

function familyOf(algorithm: string | null): KeyFamily {
  if (algorithm === null) return null;
  const name = algorithm.replace(/-cert-v01@openssh\.com$/, '');
  if (name === 'ssh-rsa') return 'rsa';
  if (name === 'ssh-dss') return 'dsa';
  if (name.startsWith('ecdsa-sha2-nistp')) return 'ecdsa';
  if (name === 'ssh-ed25519') return 'ed25519';
  return name === 'ssh-ed448' ? 'ed448' : 'other';
}

/** A protected PEM does not show its curve, but its label shows that it has one. */
function familyOfLabel(label: string | null): KeyFamily {
  if (label === 'RSA PRIVATE KEY') return 'rsa';
  if (label === 'DSA PRIVATE KEY') return 'dsa';
  return label === 'EC PRIVATE KEY' ? 'ecdsa' : null;
}
