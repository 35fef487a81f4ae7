import { createECDH, createPrivateKey, createPublicKey } from 'node:crypto';
import { type Curve, curveOf } from './curves';
import { KeyError } from './errors';
import { bigIntToBytes } from './integers';
import type { PrivateKey, RsaPrivateKey } from './model';
import { assertRsaSize } from './public-blob';

/** PKCS#8 of an Ed25519 seed up to the seed itself (RFC 8410, section 10.3). */
const ed25519Pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The public key of a 32-byte Ed25519 seed. */
export function deriveEd25519(seed: Uint8Array): Buffer {
  const key = createPrivateKey({
    key: Buffer.concat([ed25519Pkcs8Prefix, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
}

/** The public point of a scalar, uncompressed. Fails with `keys.corrupt` where the curve has no such scalar. */
export function derivePoint(curve: Curve, scalar: bigint): Buffer {
  const ecdh = createECDH(curve.opensslName);
  try {
    ecdh.setPrivateKey(bigIntToBytes(scalar, curve.size));
  } catch (cause) {
    throw new KeyError('keys.corrupt', {}, { cause });
  }
  return ecdh.getPublicKey();
}

/**
 * Proves that the private half belongs to the public half; fails with `keys.mismatch` otherwise.
 * Neither puttygen nor ssh-keygen does so for Ed25519: they pass on a public key that the private one cannot answer for.
 */
export function checkKey<Key extends PrivateKey>(key: Key): Key {
  if (!belongsTogether(key)) throw new KeyError('keys.mismatch');
  return key;
}

function belongsTogether(key: PrivateKey): boolean {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return isRsaConsistent(key);
    case 'ssh-ed25519':
      return deriveEd25519(key.seed).equals(key.publicKey);
    default:
      return derivePoint(curveOf(key.algorithm), key.scalar).equals(key.point);
  }
}

/** RFC 8017, section 3.2. `d` may be the inverse of e modulo lcm(p-1, q-1) or modulo (p-1)(q-1): both pass here. */
function isRsaConsistent({ n, e, d, p, q, iqmp }: RsaPrivateKey): boolean {
  // Both factors first: their sizes bound the work of everything below.
  assertRsaSize(n);
  if (p <= 1n || q <= 1n || p >= n || q >= n || p * q !== n) return false;
  if (e <= 1n || e >= n || d <= 1n || d >= n || iqmp <= 0n || iqmp >= p) return false;
  return (e * d) % (p - 1n) === 1n && (e * d) % (q - 1n) === 1n && (iqmp * q) % p === 1n;
}
