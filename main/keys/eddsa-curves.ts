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
