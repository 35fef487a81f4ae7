import { derivePoint } from './check';
import { type Curve, curveOf, curves } from './curves';
import { DerReader, derBitString, derElement, derInteger, derOid, derSequence, derTag } from './der';
import { KeyError, unsupported } from './errors';
import { bigIntToBytes, bytesToBigInt } from './integers';
import type { EcdsaPrivateKey } from './model';

/** Names for curves that people do have keys on, so that the message can say it (SEC 2; RFC 5639). */
const otherCurves: Record<string, string> = {
  '1.3.132.0.10': 'secp256k1',
  '1.3.132.0.33': 'secp224r1',
  '1.2.840.10045.3.1.1': 'secp192r1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
};

/** The curve with this object identifier. Fails with `keys.unsupported` for one that SSH does not use. */
export function curveByOid(oid: string): Curve {
  const curve = curves.find((each) => each.oid === oid);
  if (!curve) throw unsupported(`ECDSA ${otherCurves[oid] ?? oid}`, 'curve');
  return curve;
}

/**
 * Reads ECPrivateKey (RFC 5915, section 3); PKCS#8 names the curve outside it. Where the file leaves the public
 * point out it is derived; where it holds one that does not belong, the key fails `checkKey`.
 */
export function readSec1(der: Uint8Array, curveOutside?: Curve): EcdsaPrivateKey {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  outer.end();
  if (fields.integer() !== 1n) throw new KeyError('keys.corrupt');
  // PuTTYgen writes the scalar as an mpint's bytes, shorter or longer by a zero than the RFC's fixed length.
  const scalar = bytesToBigInt(fields.take(derTag.octetString));

  let curve = curveOutside;
  if (fields.tag === derTag.context0) {
    const parameters = fields.enter(derTag.context0);
    if (parameters.tag !== derTag.oid) {
      throw unsupported('ECDSA (explicit curve parameters)', 'curve');
    }
    curve = curveByOid(parameters.oid());
  }
  if (!curve || scalar >= 1n << BigInt(curve.size * 8)) throw new KeyError('keys.corrupt');

  const derived = derivePoint(curve, scalar);
  let point = derived;
  if (fields.tag === derTag.context1) {
    const stored = fields.enter(derTag.context1).bitString();
    if (stored[0] === 0x04) point = stored;
    else if (
      stored[0] !== 2 + (derived.at(-1)! & 1) ||
      !stored.subarray(1).equals(derived.subarray(1, 1 + curve.size))
    ) {
      throw new KeyError('keys.mismatch');
    }
  }
  fields.end();
  return { algorithm: curve.algorithm, scalar, point, comment: new Uint8Array() };
}

/** Writes ECPrivateKey as DER: with the curve inside for a file of its own, without for PKCS#8 (as OpenSSL does). */
export function writeSec1(key: EcdsaPrivateKey, { withCurve }: { withCurve: boolean }): Buffer {
  const curve = curveOf(key.algorithm);
  return derSequence(
    derInteger(1n),
    derElement(derTag.octetString, bigIntToBytes(key.scalar, curve.size)),
    ...(withCurve ? [derElement(derTag.context0, derOid(curve.oid))] : []),
    derElement(derTag.context1, derBitString(key.point)),
  );
}
