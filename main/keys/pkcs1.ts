import { DerReader, derInteger, derSequence, derTag } from './der';
import { unsupported } from './errors';
import type { RsaPrivateKey, RsaPublicKey } from './model';
import { assertRsaSize } from './public-blob';

/** Reads RSAPrivateKey (RFC 8017, appendix A.1.2). The comment is empty: the format has none. */
export function readPkcs1(der: Uint8Array): RsaPrivateKey {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  outer.end();
  if (fields.integer() !== 0n) throw unsupported('multi-prime RSA');
  const n = fields.integer();
  const e = fields.integer();
  const d = fields.integer();
  const p = fields.integer();
  const q = fields.integer();
  // dP and dQ follow from d, p and q; they are computed again when written.
  fields.integer();
  fields.integer();
  const iqmp = fields.integer();
  fields.end();
  return { algorithm: 'ssh-rsa', n, e, d, p, q, iqmp, comment: new Uint8Array() };
}

/** Writes RSAPrivateKey as DER. */
export function writePkcs1({ n, e, d, p, q, iqmp }: RsaPrivateKey): Buffer {
  const numbers = [0n, n, e, d, p, q, d % (p - 1n), d % (q - 1n), iqmp];
  return derSequence(...numbers.map(derInteger));
}

/** Reads RSAPublicKey (RFC 8017, appendix A.1.1). */
export function readPkcs1Public(der: Uint8Array): RsaPublicKey {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  outer.end();
  const n = fields.integer();
  const e = fields.integer();
  fields.end();
  assertRsaSize(n);
  return { algorithm: 'ssh-rsa', n, e };
}

/** Writes RSAPublicKey as DER. */
export function writePkcs1Public({ n, e }: RsaPublicKey): Buffer {
  return derSequence(derInteger(n), derInteger(e));
}
