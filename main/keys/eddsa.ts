import { createPrivateKey } from 'node:crypto';
import { ed448 } from '@noble/curves/ed448.js';
import { rememberLast } from './last-derived';
import type { EddsaAlgorithm } from './model';

/** One Edwards curve as the formats know it. */
interface EddsaCurve {
  /** In DER (RFC 8410, section 3). */
  oid: string;
  /** Bytes of a seed and of a public key (RFC 8032). */
  size: number;
  /** As ssh-keygen prints it for Ed25519, and PuTTYgen for Ed448. */
  bits: number;
}

export const eddsaCurves: Readonly<Record<EddsaAlgorithm, EddsaCurve>> = {
  'ssh-ed25519': { oid: '1.3.101.112', size: 32, bits: 256 },
  'ssh-ed448': { oid: '1.3.101.113', size: 57, bits: 448 },
};

/** True for the SSH names of the two Edwards curves. */
export function isEddsa(algorithm: string): algorithm is EddsaAlgorithm {
  return Object.hasOwn(eddsaCurves, algorithm);
}

/** The algorithm with this object identifier; null where it is neither. */
export function eddsaByOid(oid: string): EddsaAlgorithm | null {
  return (
    Object.keys(eddsaCurves)
      .filter(isEddsa)
      .find((name) => eddsaCurves[name].oid === oid) ?? null
  );
}

/** The public key of a 32-byte Ed25519 seed. */
export function deriveEd25519(seed: Uint8Array): Buffer {
  // A JWK must state an `x`, which is not looked at: the export holds the derived one. As PKCS#8 the same takes OpenSSL 3
  // ten times as long, all of it for finding a decoder.
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '', d: Buffer.from(seed).toString('base64url') };
  const { x = '' } = createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

// Electron's BoringSSL has no Ed448.
const deriveEd448 = rememberLast((_, seed) => ed448.getPublicKey(seed));

/** The public key of a seed, which must have the curve's length. */
export function deriveEddsa(algorithm: EddsaAlgorithm, seed: Uint8Array): Buffer {
  return algorithm === 'ssh-ed25519' ? deriveEd25519(seed) : deriveEd448(algorithm, seed);
}
