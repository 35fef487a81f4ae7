import { createPrivateKey } from 'node:crypto';
import { ed448 } from '@noble/curves/ed448.js';
import { rememberLast } from './last-derived';
import type { EddsaAlgorithm } from './model';

/** By the runtime's own cryptography. */
function deriveNatively(crv: 'Ed25519' | 'Ed448', seed: Uint8Array): Buffer {
  // A JWK must state an `x`, which is not looked at: the export holds the derived one. As PKCS#8 the same takes OpenSSL 3
  // ten times as long, all of it for finding a decoder.
  const jwk = { kty: 'OKP', crv, x: '', d: Buffer.from(seed).toString('base64url') };
  const { x = '' } = createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

/** The public key of a 32-byte Ed25519 seed. */
export function deriveEd25519(seed: Uint8Array): Buffer {
  return deriveNatively('Ed25519', seed);
}

// Electron's BoringSSL has no Ed448.
const deriveEd448 = rememberLast((_, seed) =>
  process.versions.electron ? ed448.getPublicKey(seed) : deriveNatively('Ed448', seed),
);

/** The public key of a seed, which must have the curve's length. */
export function deriveEddsa(algorithm: EddsaAlgorithm, seed: Uint8Array): Buffer {
  return algorithm === 'ssh-ed25519' ? deriveEd25519(seed) : deriveEd448(algorithm, seed);
}
