import { createECDH, createPrivateKey } from 'node:crypto';
import { type Curve, curveOf } from './curves';
import { KeyError } from './errors';
import { bigIntToBytes } from './integers';
import type { PrivateKey, RsaPrivateKey } from './model';
import { assertRsaSize } from './public-blob';

/** The public key of a 32-byte Ed25519 seed. */
export function deriveEd25519(seed: Uint8Array): Buffer {
  // A JWK must state an `x`, which is not looked at: the export holds the derived one. As PKCS#8 the same takes OpenSSL 3
  // ten times as long, all of it for finding a decoder.
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '', d: Buffer.from(seed).toString('base64url') };
  const { x = '' } = createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
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
