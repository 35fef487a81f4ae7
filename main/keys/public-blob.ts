import { curveOf, curves } from './curves';
import { assertDsaSize } from './dsa';
import { eddsaCurves, isEddsa } from './eddsa-curves';
import { KeyError, unsupported } from './errors';
import { bitLength } from './integers';
import type { PublicKey } from './model';
import { WireReader, wireMpint, wireString } from './wire';

/** OpenSSL refuses longer moduli too; a hostile file must not make us multiply megabytes. */
const maxRsaBits = 16384;

/** The SSH wire form of a public key: what authorized_keys holds in base64 (RFC 4253, section 6.6; RFC 5656, 3.1; RFC 8709, 4). */
export function writePublicBlob(key: PublicKey): Buffer {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return Buffer.concat([wireString(key.algorithm), wireMpint(key.e), wireMpint(key.n)]);
    case 'ssh-dss':
      return Buffer.concat([wireString(key.algorithm), ...[key.p, key.q, key.g, key.y].map(wireMpint)]);
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return Buffer.concat([wireString(key.algorithm), wireString(key.publicKey)]);
    default:
      return Buffer.concat([
        wireString(key.algorithm),
        wireString(curveOf(key.algorithm).sshName),
        wireString(key.point),
      ]);
  }
}

/**
 * Reads a public key from its SSH wire form.
 * Fails with `keys.unsupported` for an algorithm that is none of ours, `keys.corrupt` where the numbers cannot be a key.
 */
export function readPublicBlob(blob: Uint8Array): PublicKey {
  const reader = new WireReader(blob);
  const key = readPublicFields(reader.name(), reader);
  reader.end();
  return key;
}

/** Reads what follows the algorithm's name in a public blob; OpenSSH private keys and certificates hold the same fields. */
export function readPublicFields(algorithm: string, reader: WireReader): PublicKey {
  if (algorithm === 'ssh-rsa') {
    const e = reader.mpint();
    const n = reader.mpint();
    assertRsaSize(n);
    return { algorithm, n, e };
  }
  if (algorithm === 'ssh-dss') {
    const p = reader.mpint();
    const q = reader.mpint();
    const g = reader.mpint();
    const y = reader.mpint();
    assertDsaSize({ p, q });
    return { algorithm, p, q, g, y };
  }
  if (isEddsa(algorithm)) {
    const publicKey = reader.string();
    if (publicKey.length !== eddsaCurves[algorithm].size) throw new KeyError('keys.corrupt');
    return { algorithm, publicKey };
  }
  const curve = curves.find((each) => each.algorithm === algorithm);
  if (!curve) throw unsupported(algorithm, algorithm.startsWith('sk-') ? 'securityKey' : 'none');
  const curveName = reader.name();
  const point = reader.string();
  if (curveName !== curve.sshName || point.length !== 1 + 2 * curve.size || point[0] !== 0x04) {
    throw new KeyError('keys.corrupt');
  }
  return { algorithm: curve.algorithm, point };
}

/** Fails with `keys.unsupported` for a modulus that is longer than any tool would use. */
export function assertRsaSize(n: bigint): void {
  const bits = bitLength(n);
  if (bits > maxRsaBits) throw unsupported(`RSA ${bits}`);
}

/** The size that people know the key by: the modulus for RSA and DSA, the field for curves; 256 for Ed25519, as ssh-keygen prints. */
export function keyBits(key: PublicKey): number {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return bitLength(key.n);
    case 'ssh-dss':
      return bitLength(key.p);
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return eddsaCurves[key.algorithm].bits;
    default:
      return curveOf(key.algorithm).bits;
  }
}
