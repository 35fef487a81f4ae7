import { checkKey } from './check';
import { curveOf } from './curves';
import { DerReader, derBitString, derElement, derInteger, derOid, derSequence, derTag } from './der';
import { deriveDsa, readDsaParameters, writeDsaParameters } from './dsa';
import { deriveEddsa } from './eddsa';
import { eddsaByOid, eddsaCurves } from './eddsa-curves';
import { KeyError, unsupported } from './errors';
import type { PrivateKey, PublicKey } from './model';
import { readPkcs1, readPkcs1Public, writePkcs1, writePkcs1Public } from './pkcs1';
import { curveByOid, readSec1, writeSec1 } from './sec1';

/** Algorithm identifiers: RFC 8017 appendix C, RFC 5480 section 2.1.1, RFC 3279 section 2.3.2; RFC 8410's are in `eddsa.ts`. */
const oid = { rsa: '1.2.840.113549.1.1.1', ec: '1.2.840.10045.2.1', dsa: '1.2.840.10040.4.1' } as const;

/** Names for what we meet but cannot use, so that the message can say it. */
const otherAlgorithms: Record<string, string> = {
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.2.840.113549.1.3.1': 'Diffie-Hellman',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
};

function unknownAlgorithm(id: string): KeyError {
  const name = otherAlgorithms[id];
  return unsupported(name ?? id, name ? 'notForSsh' : 'none');
}

/** Reads PrivateKeyInfo or OneAsymmetricKey (RFC 5958, section 2). The public half is derived, and compared where the file has one. */
export function readPkcs8(der: Uint8Array): PrivateKey {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  outer.end();
  if (fields.integer() > 1n) throw new KeyError('keys.corrupt');
  const algorithm = fields.enter(derTag.sequence);
  const id = algorithm.oid();
  const privateKey = fields.take(derTag.octetString);
  switch (id) {
    case oid.rsa:
      return readPkcs1(privateKey);
    case oid.ec:
      return readSec1(privateKey, curveByOid(algorithm.oid()));
    case oid.dsa: {
      const parameters = readDsaParameters(algorithm);
      const x = new DerReader(privateKey).integer();
      return {
        algorithm: 'ssh-dss',
        ...parameters,
        y: deriveDsa(parameters, x),
        x,
        comment: new Uint8Array(),
      };
    }
    default:
      return readEddsa(id, privateKey, fields);
  }
}

/** CurvePrivateKey (RFC 8410, section 7): the seed as an octet string in the octet string. */
function readEddsa(id: string, privateKey: Buffer, fields: DerReader): PrivateKey {
  const algorithm = eddsaByOid(id);
  if (!algorithm) throw unknownAlgorithm(id);
  const seed = new DerReader(privateKey).take(derTag.octetString);
  if (seed.length !== eddsaCurves[algorithm].size) throw new KeyError('keys.corrupt');
  if (fields.tag === derTag.context0) fields.take(derTag.context0);
  const publicKey = publicHalf(fields) ?? deriveEddsa(algorithm, seed);
  return checkKey({ algorithm, seed, publicKey, comment: new Uint8Array() });
}

/** The optional `[1] IMPLICIT BIT STRING` of version 2. */
function publicHalf(fields: DerReader): Buffer | undefined {
  const implicitBitString = 0x81;
  return fields.tag === implicitBitString ? fields.take(implicitBitString).subarray(1) : undefined;
}

/** AlgorithmIdentifier of a key (RFC 5280, section 4.1.1.2). */
function algorithmIdentifier(key: PublicKey): Buffer {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return derSequence(derOid(oid.rsa), derElement(derTag.null));
    case 'ssh-dss':
      return derSequence(derOid(oid.dsa), writeDsaParameters(key));
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return derSequence(derOid(eddsaCurves[key.algorithm].oid));
    default:
      return derSequence(derOid(oid.ec), derOid(curveOf(key.algorithm).oid));
  }
}

/** Writes PrivateKeyInfo as DER, byte for byte as `openssl pkcs8 -topk8 -nocrypt -outform DER` does. */
export function writePkcs8(key: PrivateKey): Buffer {
  return derSequence(
    derInteger(0n),
    algorithmIdentifier(key),
    derElement(derTag.octetString, privateKeyField(key)),
  );
}

function privateKeyField(key: PrivateKey): Buffer {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return writePkcs1(key);
    case 'ssh-dss':
      return derInteger(key.x);
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return derElement(derTag.octetString, key.seed);
    default:
      return writeSec1(key, { withCurve: false });
  }
}

/** Writes SubjectPublicKeyInfo as DER (RFC 5280, section 4.1.2.7). */
export function writeSpki(key: PublicKey): Buffer {
  return derSequence(algorithmIdentifier(key), derBitString(publicKeyField(key)));
}

function publicKeyField(key: PublicKey): Uint8Array {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return writePkcs1Public(key);
    case 'ssh-dss':
      return derInteger(key.y);
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return key.publicKey;
    default:
      return key.point;
  }
}

/** Reads SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7). */
export function readSpki(der: Uint8Array): PublicKey {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  const algorithm = fields.enter(derTag.sequence);
  const id = algorithm.oid();
  const publicKey = fields.bitString();
  switch (id) {
    case oid.rsa:
      return readPkcs1Public(publicKey);
    case oid.ec: {
      const curve = curveByOid(algorithm.oid());
      if (publicKey.length !== 1 + 2 * curve.size) throw new KeyError('keys.corrupt');
      return { algorithm: curve.algorithm, point: publicKey };
    }
    case oid.dsa: {
      const parameters = readDsaParameters(algorithm);
      return { algorithm: 'ssh-dss', ...parameters, y: new DerReader(publicKey).integer() };
    }
    default: {
      const name = eddsaByOid(id);
      if (!name) throw unknownAlgorithm(id);
      if (publicKey.length !== eddsaCurves[name].size) throw new KeyError('keys.corrupt');
      return { algorithm: name, publicKey };
    }
  }
}
