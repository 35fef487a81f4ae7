import { eddsaCurves } from './eddsa-curves';
import { KeyError } from './errors';
import type { PrivateKey, PublicKey } from './model';
import { WireReader, wireMpint, wireString } from './wire';

/** Writes the private part of a PPK file, unpadded (PuTTY manual, appendix C.2). */
export function writePpkPrivateBlob(key: PrivateKey): Buffer {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return Buffer.concat([key.d, key.p, key.q, key.iqmp].map(wireMpint));
    case 'ssh-dss':
      return wireMpint(key.x);
    case 'ssh-ed25519':
    case 'ssh-ed448':
      // The manual calls it an mpint; PuTTY writes the seed's 32 or 57 bytes as they are.
      return wireString(key.seed);
    default:
      return wireMpint(key.scalar);
  }
}

/** Reads the private part of a PPK file beside its public key. What follows it is padding and may hold anything. */
export function readPpkPrivateBlob(publicKey: PublicKey, blob: Uint8Array, comment: Uint8Array): PrivateKey {
  const reader = new WireReader(blob);
  switch (publicKey.algorithm) {
    case 'ssh-rsa': {
      const d = reader.mpint();
      const p = reader.mpint();
      const q = reader.mpint();
      const iqmp = reader.mpint();
      return { ...publicKey, d, p, q, iqmp, comment };
    }
    case 'ssh-dss':
      return { ...publicKey, x: reader.mpint(), comment };
    case 'ssh-ed25519':
    case 'ssh-ed448': {
      const stored = reader.string();
      const { size } = eddsaCurves[publicKey.algorithm];
      if (stored.length > size) throw new KeyError('keys.corrupt');
      // PuTTY up to 0.74 left out zero bytes at the seed's end: about one file in 256 is shorter.
      const seed = Buffer.concat([stored, Buffer.alloc(size - stored.length)]);
      return { ...publicKey, seed, comment };
    }
    default:
      return { ...publicKey, scalar: reader.mpint(), comment };
  }
}
