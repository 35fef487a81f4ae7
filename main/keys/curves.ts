import type { EcdsaAlgorithm } from './model';

/** One NIST curve under the names that the formats give it. */
export interface Curve {
  algorithm: EcdsaAlgorithm;
  /** In SSH blobs (RFC 5656, section 6.1). */
  sshName: string;
  /** In OpenSSL and BoringSSL. */
  opensslName: string;
  /** In DER (RFC 5480, section 2.1.1.1). */
  oid: string;
  bits: number;
  /** Bytes of a scalar and of a coordinate. */
  size: number;
}

export const curves: readonly Curve[] = [
  {
    algorithm: 'ecdsa-sha2-nistp256',
    sshName: 'nistp256',
    opensslName: 'prime256v1',
    oid: '1.2.840.10045.3.1.7',
    bits: 256,
    size: 32,
  },
  {
    algorithm: 'ecdsa-sha2-nistp384',
    sshName: 'nistp384',
    opensslName: 'secp384r1',
    oid: '1.3.132.0.34',
    bits: 384,
    size: 48,
  },
  {
    algorithm: 'ecdsa-sha2-nistp521',
    sshName: 'nistp521',
    opensslName: 'secp521r1',
    oid: '1.3.132.0.35',
    bits: 521,
    size: 66,
  },
];

const byAlgorithm = Object.fromEntries(curves.map((curve) => [curve.algorithm, curve])) as Record<
  EcdsaAlgorithm,
  Curve
>;

/** The curve of an ECDSA algorithm. */
export function curveOf(algorithm: EcdsaAlgorithm): Curve {
  return byAlgorithm[algorithm];
}
