export interface RsaPublicKey {
  algorithm: 'ssh-rsa';
  n: bigint;
  e: bigint;
}

/** DSA (FIPS 186-4): OpenSSH dropped it in 2025, but old servers and key files know nothing else. */
export interface DsaPublicKey {
  algorithm: 'ssh-dss';
  p: bigint;
  q: bigint;
  g: bigint;
  y: bigint;
}

/** The three NIST curves of SSH (RFC 5656, section 10.1). */
export type EcdsaAlgorithm = 'ecdsa-sha2-nistp256' | 'ecdsa-sha2-nistp384' | 'ecdsa-sha2-nistp521';

export interface EcdsaPublicKey {
  algorithm: EcdsaAlgorithm;
  /** Uncompressed: 04, x, y (SEC 1, section 2.3.3). */
  point: Uint8Array;
}

/** The two Edwards curves of SSH (RFC 8709). Only PuTTY makes and takes Ed448. */
export type EddsaAlgorithm = 'ssh-ed25519' | 'ssh-ed448';

export interface EddsaPublicKey {
  algorithm: EddsaAlgorithm;
  /** 32 bytes for Ed25519 (RFC 8032, section 5.1.5), 57 for Ed448 (section 5.2.5). */
  publicKey: Uint8Array;
}

/** A public key, discriminated by its SSH algorithm name. */
export type PublicKey = RsaPublicKey | DsaPublicKey | EcdsaPublicKey | EddsaPublicKey;

/** What private keys of every algorithm carry. */
interface Carried {
  /** Raw bytes as the file holds them: comments are in no declared encoding. Empty where the format has none. */
  comment: Uint8Array;
  /** The SSH wire form of an OpenSSH certificate for this key: a PPK of PuTTY 0.78 and later may hold one. */
  certificate?: Uint8Array;
}

/** The order of p and q is kept as read, with `iqmp` = q^-1 mod p: EC2's SHA-1 fingerprint depends on the order. */
export interface RsaPrivateKey extends RsaPublicKey, Carried {
  d: bigint;
  p: bigint;
  q: bigint;
  iqmp: bigint;
}

export interface DsaPrivateKey extends DsaPublicKey, Carried {
  x: bigint;
}

export interface EcdsaPrivateKey extends EcdsaPublicKey, Carried {
  scalar: bigint;
}

export interface EddsaPrivateKey extends EddsaPublicKey, Carried {
  /** The private key of RFC 8032, as long as the public one. */
  seed: Uint8Array;
}

/** A private key in the clear, whatever file it came from. It holds its public key too. */
export type PrivateKey = RsaPrivateKey | DsaPrivateKey | EcdsaPrivateKey | EddsaPrivateKey;

/** The SSH names of the algorithms that keys can be read and written for. */
export type KeyAlgorithm = PublicKey['algorithm'];
