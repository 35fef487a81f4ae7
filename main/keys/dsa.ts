import { DerReader, derInteger, derSequence, derTag } from './der';
import { KeyError, unsupported } from './errors';
import { bitLength } from './integers';
import type { DsaPrivateKey, DsaPublicKey } from './model';

// OpenSSL's limits are near these; a hostile file must not make us raise a megabyte to the power of another.
const maxModulusBits = 10_000;
const maxOrderBits = 512;

/** Fails with `keys.unsupported` for numbers longer than any tool would use: their sizes bound the work of what follows. */
export function assertDsaSize({ p, q }: Pick<DsaPublicKey, 'p' | 'q'>): void {
  const bits = bitLength(p);
  if (bits > maxModulusBits || bitLength(q) > maxOrderBits) throw unsupported(`DSA ${bits}`);
}

/** The public value y = g^x mod p (FIPS 186-4, section 4.1). Numbers that cannot be a key are `keys.corrupt`. */
export function deriveDsa({ p, q, g }: Pick<DsaPublicKey, 'p' | 'q' | 'g'>, x: bigint): bigint {
  assertDsaSize({ p, q });
  if (q <= 1n || p <= q || g <= 1n || g >= p || x <= 0n || x >= q) throw new KeyError('keys.corrupt');
  // BoringSSL has no DSA, so this stands on plain numbers.
  let [result, factor] = [1n, g];
  for (let rest = x; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % p;
    factor = (factor * factor) % p;
  }
  return result;
}

/** Reads OpenSSL's traditional DSA private key: version, p, q, g, y, x. The comment is empty: the format has none. */
export function readDsaDer(der: Uint8Array): DsaPrivateKey {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  outer.end();
  if (fields.integer() !== 0n) throw new KeyError('keys.corrupt');
  const p = fields.integer();
  const q = fields.integer();
  const g = fields.integer();
  const y = fields.integer();
  const x = fields.integer();
  fields.end();
  assertDsaSize({ p, q });
  return { algorithm: 'ssh-dss', p, q, g, y, x, comment: new Uint8Array() };
}

/** Writes OpenSSL's traditional DSA private key as DER. */
export function writeDsaDer({ p, q, g, y, x }: DsaPrivateKey): Buffer {
  return derSequence(...[0n, p, q, g, y, x].map(derInteger));
}

/** Reads Dss-Parms (RFC 3279, section 2.3.2), which PKCS#8 and SPKI keep beside the algorithm's name. */
export function readDsaParameters(fields: DerReader): Pick<DsaPublicKey, 'p' | 'q' | 'g'> {
  const parameters = fields.enter(derTag.sequence);
  const [p, q, g] = [parameters.integer(), parameters.integer(), parameters.integer()];
  parameters.end();
  assertDsaSize({ p, q });
  return { p, q, g };
}

/** Writes Dss-Parms. */
export function writeDsaParameters({ p, q, g }: DsaPublicKey): Buffer {
  return derSequence(...[p, q, g].map(derInteger));
}
