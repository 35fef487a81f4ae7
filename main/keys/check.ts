import { createECDH } from 'node:crypto';
import { type Curve, curveOf } from './curves';
import { deriveDsa } from './dsa';
import { deriveEddsa } from './eddsa';
import { KeyError } from './errors';
import { bigIntToBytes } from './integers';
import { rememberLast } from './last-derived';
import type { PrivateKey, RsaPrivateKey } from './model';
import { assertRsaSize } from './public-blob';

const pointOf = rememberLast((opensslName, scalar) => {
  const ecdh = createECDH(opensslName);
  ecdh.setPrivateKey(scalar);
  return ecdh.getPublicKey();
});

/** The public point of a scalar, uncompressed. Fails with `keys.corrupt` where the curve has no such scalar. */
export function derivePoint(curve: Curve, scalar: bigint): Buffer {
  try {
    return pointOf(curve.opensslName, bigIntToBytes(scalar, curve.size));
  } catch (cause) {
    throw new KeyError('keys.corrupt', {}, { cause });
  }
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
    case 'ssh-dss':
      return (key.p - 1n) % key.q === 0n && deriveDsa(key, key.x) === key.y;
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return deriveEddsa(key.algorithm, key.seed).equals(key.publicKey);
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
