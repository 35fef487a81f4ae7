import { KeyError } from './errors';
import type { Fingerprints } from './fingerprints';
import { writePublicBlob } from './public-blob';
import { isPublicLine, readPublicLine } from './public-files';
import { trimAscii } from './text';

/** A key pair as `aws ec2 describe-key-pairs --include-public-key` lists it. */
export interface Ec2KeyPair {
  KeyName?: string;
  KeyPairId?: string;
  KeyFingerprint?: string;
  /** An authorized_keys line. */
  PublicKey?: string;
}

/** What is known of a key without its secret. */
export interface KeyIdentity {
  /** The authorized_keys line; null where it cannot be seen. */
  publicKey: string | null;
  /** Every fingerprint that EC2 may list for the key; those that cannot be seen are left out. */
  ec2Fingerprints: readonly string[];
}

export interface KeyPairMatch<Pair> {
  pair: Pair;
  by: 'public-key' | 'fingerprint';
}

/** Finds the key pairs that a key is. */
export interface KeyPairMatcher<Pair> {
  /** By public key first, then by fingerprint, each in the order of the list: a key may be imported under two names. */
  match(key: KeyIdentity): KeyPairMatch<Pair>[];
  /** True where a key that matches nothing yet could still turn out to be a pair of the list, once its file is opened. */
  undecided(key: KeyIdentity): boolean;
}

/** The fingerprints of a key that EC2 may list: created there, in both orders of p and q, or imported. */
export function ec2FingerprintsOf(prints: Fingerprints): string[] {
  const { ec2Created, ec2CreatedSwapped, ec2Imported } = prints;
  const all = [ec2Created, ec2CreatedSwapped, ec2Imported].filter((print) => print !== null);
  return [...new Set(all)];
}

/**
 * Prepares to match keys with a list of key pairs; each pair is read once, however many keys there are. A pair whose
 * public key is there is decided by it; one whose public key is missing or cannot be read, by its fingerprint.
 * Which hash is over what: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
 */
export function keyPairMatcher<Pair extends Ec2KeyPair>(pairs: readonly Pair[]): KeyPairMatcher<Pair> {
  const byBlob = new Map<string, Pair[]>();
  const byPrint = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const blob = blobOf(pair.PublicKey);
    const print = normalPrint(pair.KeyFingerprint);
    if (blob !== null) put(byBlob, blob, pair);
    else if (print !== null) put(byPrint, print, pair);
  }
  return {
    match({ publicKey, ec2Fingerprints }) {
      const same = byBlob.get(blobOf(publicKey) ?? '') ?? [];
      const alike = new Set(ec2Fingerprints.flatMap((print) => byPrint.get(normalPrint(print) ?? '') ?? []));
      return [
        ...same.map((pair) => ({ pair, by: 'public-key' }) as const),
        ...[...alike].map((pair) => ({ pair, by: 'fingerprint' }) as const),
      ];
    },
    undecided({ publicKey, ec2Fingerprints }) {
      if (publicKey === null) return pairs.length > 0;
      // The public half shows all but the SHA-1, which is over the private key and is there for RSA only.
      if (!publicKey.startsWith('ssh-rsa ') || ec2Fingerprints.some(isSha1)) return false;
      return [...byPrint.keys()].some(isSha1);
    },
  };
}

function put<Pair>(pairs: Map<string, Pair[]>, key: string, pair: Pair): void {
  const others = pairs.get(key);
  if (others) others.push(pair);
  else pairs.set(key, [pair]);
}

/** The key itself, without its comment; null where the line holds none that can be read. */
function blobOf(publicKey: string | null | undefined): string | null {
  const line = trimAscii(publicKey ?? '');
  if (!isPublicLine(line)) return null;
  try {
    return writePublicBlob(readPublicLine(line).publicKey).toString('base64');
  } catch (error) {
    if (error instanceof KeyError) return null;
    throw error;
  }
}

/**
 * A fingerprint in one spelling: hex in lower case; base64 without padding and without `SHA256:`, which only some tools
 * print. Null for what has none of EC2's lengths.
 */
function normalPrint(print: string | undefined): string | null {
  const text = trimAscii(print ?? '');
  if (/^[\da-f]{2}(?::[\da-f]{2}){15}(?:(?::[\da-f]{2}){4})?$/i.test(text)) return text.toLowerCase();
  const base64 = text.replace(/^SHA256:/i, '').replace(/=+$/, '');
  return /^[\w+/]{43}$/.test(base64) ? base64 : null;
}

/** 20 bytes in hex, with colons. */
function isSha1(print: string): boolean {
  return print.length === 59;
}
