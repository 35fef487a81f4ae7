import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto';
import { promisify } from 'node:util';
import { assertNever } from '../../common/assert-never';
import { checkKey } from './check';
import type { PrivateKey } from './model';
import { readPkcs8 } from './pkcs8';
import { commentBytes } from './text';

/** What kind of key to make, with the bits of RSA's modulus or of ECDSA's curve. */
export type KeyKind =
  | { type: 'rsa'; bits: number }
  | { type: 'ecdsa'; bits: 256 | 384 | 521 }
  | { type: 'ed25519' };

/** As OpenSSL and BoringSSL both know the curves. */
const namedCurves = { 256: 'P-256', 384: 'P-384', 521: 'P-521' };

/**
 * Makes a new private key with the runtime's own generator, off this thread, and checks it as if it came from a file. A large
 * RSA key may take a minute, and cannot be stopped. Bits of RSA are a multiple of 128: BoringSSL rounds others down. Line
 * breaks in the comment become spaces.
 */
export async function generateKey(kind: KeyKind, comment: string): Promise<PrivateKey> {
  return { ...checkKey(readPkcs8(await generatePkcs8(kind))), comment: commentBytes(comment) };
}

async function generatePkcs8(kind: KeyKind): Promise<Buffer> {
  const { privateKey } = await generatePair(kind);
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

async function generatePair(kind: KeyKind): Promise<KeyPairKeyObjectResult> {
  switch (kind.type) {
    case 'rsa':
      return promisify(generateKeyPair)('rsa', { modulusLength: kind.bits });
    case 'ecdsa':
      return promisify(generateKeyPair)('ec', { namedCurve: namedCurves[kind.bits] });
    case 'ed25519':
      return promisify(generateKeyPair)('ed25519');
    default:
      return assertNever(kind);
  }
}

/** The comment that PuTTYgen gives a new key: its type and the date of today, in local time. */
export function newKeyComment({ type }: KeyKind, today: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${type}-key-${today.getFullYear()}${two(today.getMonth() + 1)}${two(today.getDate())}`;
}
