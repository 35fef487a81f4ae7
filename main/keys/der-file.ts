import { DerReader, derSize, derTag } from './der';
import { KeyError, truncated } from './errors';
import type { PemBlock } from './pem';

/**
 * A file that is bare DER as the PEM block that it would be; the label is found by the shape of its outermost fields. Null for
 * what is no DER of a key. `PKCS12` stands for a .p12 or .pfx file. Fails with `keys.truncated` where its end is missing.
 */
export function derBlock(bytes: Buffer): PemBlock | null {
  const size = bytes[0] === derTag.sequence ? derSize(bytes) : null;
  if (!size) return null;
  const end = size.header + size.content;
  // A long form of the length and an element of a key within: no text begins so.
  const keyLike =
    bytes[1]! > 0x80 && (bytes[size.header] === derTag.integer || bytes[size.header] === derTag.sequence);
  if (end > bytes.length && keyLike) throw truncated();
  if (end > bytes.length || !/^\s*$/.test(bytes.toString('latin1', end))) return null;
  const body = bytes.subarray(0, end);
  const label = labelOf(body);
  return label === null ? null : { label, headers: new Map(), body };
}

function labelOf(der: Buffer): string | null {
  try {
    const fields = new DerReader(der).enter(derTag.sequence);
    return fields.tag === derTag.integer ? labelByNumbers(fields) : labelByAlgorithm(fields);
  } catch (error) {
    if (error instanceof KeyError) return null;
    throw error;
  }
}

/** What begins with a number: private keys with their version, and the two numbers of an RSA public key. */
function labelByNumbers(fields: DerReader): string | null {
  const version = fields.integer();
  if (fields.tag === derTag.sequence) return version === 3n ? 'PKCS12' : 'PRIVATE KEY';
  if (fields.tag === derTag.octetString) return 'EC PRIVATE KEY';
  let numbers = 1;
  for (; fields.tag === derTag.integer; numbers += 1) fields.integer();
  return { 2: 'RSA PUBLIC KEY', 6: 'DSA PRIVATE KEY', 9: 'RSA PRIVATE KEY' }[numbers] ?? null;
}

/** What begins with the name of an algorithm, and X.509 certificates. */
function labelByAlgorithm(fields: DerReader): string | null {
  const algorithm = fields.enter(derTag.sequence);
  if (algorithm.tag !== derTag.oid) return fields.tag === derTag.sequence ? 'CERTIFICATE' : null;
  if (fields.tag === derTag.octetString) return 'ENCRYPTED PRIVATE KEY';
  return fields.tag === derTag.bitString ? 'PUBLIC KEY' : null;
}
