export interface RsaPublicKey {
  algorithm: 'ssh-rsa';
  n: bigint;
  e: bigint;
}

/** The three NIST curves of SSH (RFC 5656, section 10.1). */
export type EcdsaAlgorithm = 'ecdsa-sha2-nistp256' | 'ecdsa-sha2-nistp384' | 'ecdsa-sha2-nistp521';

export interface EcdsaPublicKey {
  algorithm: EcdsaAlgorithm;
  /** Uncompressed: 04, x, y (SEC 1, section 2.3.3). */
  point: Uint8Array;
}

export interface Ed25519PublicKey {
  algorithm: 'ssh-ed25519';
  /** 32 bytes (RFC 8032, section 5.1.5). */
  publicKey: Uint8Array;
}

/** A public key, discriminated by its SSH algorithm name. */
export type PublicKey = RsaPublicKey | EcdsaPublicKey | Ed25519PublicKey;

interface Commented {
  /** Raw bytes as the file holds them: comments are in no declared encoding. Empty where the format has none. */
  comment: Uint8Array;
}

/** The order of p and q is kept as read, with `iqmp` = q^-1 mod p: EC2's SHA-1 fingerprint depends on the order. */
export interface RsaPrivateKey extends RsaPublicKey, Commented {
  d: bigint;
  p: bigint;
  q: bigint;
  iqmp: bigint;
}

export interface EcdsaPrivateKey extends EcdsaPublicKey, Commented {
  scalar: bigint;
}

export interface Ed25519PrivateKey extends Ed25519PublicKey, Commented {
  /** 32 bytes, the private key of RFC 8032, section 5.1.5. */
  seed: Uint8Array;
}

/** A private key in the clear, whatever file it came from. It holds its public key too. */
export type PrivateKey = RsaPrivateKey | EcdsaPrivateKey | Ed25519PrivateKey;

/** The SSH names of the algorithms that keys can be read and written for. */
export type KeyAlgorithm = PublicKey['algorithm'];
