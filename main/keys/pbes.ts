import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DerReader, derElement, derInteger, derOid, derSequence, derTag } from './der';
import { derivePbkdf2, deriveScrypt } from './derive';
import { derivePkcs12, pkcs12Purpose } from './derive-pkcs12';
import { KeyError, unsupported } from './errors';
import { cipherHint } from './foreign';
import type { Protection } from './key-file';
import { type OnProgress, partOf } from './progress';

/** Object identifiers of RFC 8018 (PKCS #5), RFC 7914 section 7 and RFC 7292 appendix C. */
const oid = {
  pbes2: '1.2.840.113549.1.5.13',
  pbkdf2: '1.2.840.113549.1.5.12',
  scrypt: '1.3.6.1.4.1.11591.4.11',
  pbes1TripleDes: '1.2.840.113549.1.12.1.3',
  hmacSha1: '1.2.840.113549.2.7',
  hmacSha256: '1.2.840.113549.2.9',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
} as const;

const hashes: Record<string, string> = {
  [oid.hmacSha1]: 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  [oid.hmacSha256]: 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

const ciphers: Record<string, { name: string; key: number }> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  [oid.aes256Cbc]: { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24 },
};

/** What OWASP asks of PBKDF2 with HMAC-SHA-256; about 0.2 s. */
const defaultIterations = 600_000;
/** N times r times p of what `openssl pkcs8 -scrypt` takes. */
const defaultScryptWork = 16_384 * 8;

/** How an encrypted PKCS#8 key is protected, and the way to open it. */
export interface EncryptedPkcs8 {
  cipher: string;
  kdf: 'pbkdf2' | 'scrypt' | 'pkcs12';
  kdfCost: Record<string, number>;
  /** Decrypts to PrivateKeyInfo. Fails with `keys.wrong-passphrase`, `keys.cost-too-high`. */
  decrypt(passphrase: Uint8Array, onProgress?: OnProgress): Promise<Buffer>;
}

/** Reads EncryptedPrivateKeyInfo (RFC 5958, section 3). Schemes that nobody writes for SSH keys are `keys.unsupported`. */
export function readEncryptedPkcs8(der: Uint8Array): EncryptedPkcs8 {
  const outer = new DerReader(der);
  const fields = outer.enter(derTag.sequence);
  outer.end();
  const scheme = fields.enter(derTag.sequence);
  const schemeId = scheme.oid();
  const encrypted = fields.take(derTag.octetString);
  if (schemeId === oid.pbes2) return readPbes2(scheme.enter(derTag.sequence), encrypted);
  if (schemeId === oid.pbes1TripleDes) return readPbes1(scheme.enter(derTag.sequence), encrypted);
  throw unsupported(`PKCS#8 ${schemeId}`, cipherHint(schemeId));
}

function readPbes2(parameters: DerReader, encrypted: Buffer): EncryptedPkcs8 {
  const kdf = readKdf(parameters.enter(derTag.sequence));
  const encryption = parameters.enter(derTag.sequence);
  const cipherId = encryption.oid();
  const cipher = ciphers[cipherId];
  if (!cipher) throw unsupported(`PKCS#8 ${cipherId}`, cipherHint(cipherId));
  const iv = encryption.take(derTag.octetString);
  return {
    cipher: cipher.name,
    kdf: kdf.name,
    kdfCost: kdf.cost,
    async decrypt(passphrase, onProgress) {
      const key = await kdf.derive(passphrase, cipher.key, onProgress);
      return decryptPadded(cipher.name, key, iv, encrypted);
    },
  };
}

/** Wrong padding means a wrong passphrase: the format has no other check. */
function decryptPadded(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decipher.update(encrypted), decipher.final()]);
  } catch (cause) {
    throw new KeyError('keys.wrong-passphrase', {}, { cause });
  }
}

interface Kdf {
  name: 'pbkdf2' | 'scrypt';
  cost: Record<string, number>;
  derive(passphrase: Uint8Array, length: number, onProgress?: OnProgress): Promise<Buffer>;
}

function readKdf(algorithm: DerReader): Kdf {
  const id = algorithm.oid();
  const parameters = algorithm.enter(derTag.sequence);
  const salt = parameters.take(derTag.octetString);
  if (id === oid.pbkdf2) {
    const iterations = parameters.count();
    if (parameters.tag === derTag.integer) parameters.integer();
    const hashId =
      parameters.tag === derTag.sequence ? parameters.enter(derTag.sequence).oid() : oid.hmacSha1;
    const hash = hashes[hashId];
    if (!hash) throw unsupported(`PBKDF2 ${hashId}`, 'cipher');
    return {
      name: 'pbkdf2',
      cost: { iterations },
      derive: (passphrase, length, onProgress) =>
        derivePbkdf2(passphrase, salt, iterations, length, hash, onProgress),
    };
  }
  if (id === oid.scrypt) {
    const cost = { N: parameters.count(), r: parameters.count(), p: parameters.count() };
    return {
      name: 'scrypt',
      cost,
      derive: (passphrase, length, onProgress) => deriveScrypt(passphrase, salt, cost, length, onProgress),
    };
  }
  throw unsupported(`PKCS#8 ${id}`, 'cipher');
}

/** PBES1 with 3DES derives key and IV by PKCS #12's own rule (RFC 7292, appendix C). */
function readPbes1(parameters: DerReader, encrypted: Buffer): EncryptedPkcs8 {
  const salt = parameters.take(derTag.octetString);
  const iterations = parameters.count();
  return {
    cipher: 'des-ede3-cbc',
    kdf: 'pkcs12',
    kdfCost: { iterations },
    async decrypt(passphrase, onProgress) {
      // The key takes two blocks of SHA-1, the IV one.
      const derive = (length: number, purpose: 1 | 2, onPart?: OnProgress) =>
        derivePkcs12(passphrase, salt, iterations, length, purpose, onPart);
      const key = await derive(24, pkcs12Purpose.key, partOf(onProgress, 0, 2 / 3));
      const iv = await derive(8, pkcs12Purpose.iv, partOf(onProgress, 2 / 3, 1));
      return decryptPadded('des-ede3-cbc', key, iv, encrypted);
    },
  };
}

/**
 * Encrypts PrivateKeyInfo by PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC, as `openssl pkcs8 -topk8` does; with as many
 * iterations, or by the scrypt, of `atLeast`, a file's protection so far, where that costs more. Fails with
 * `keys.cost-too-high`.
 */
export async function encryptPkcs8(
  pkcs8: Uint8Array,
  passphrase: Uint8Array,
  atLeast?: Pick<Protection, 'cost'>,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const iv = randomBytes(16);
  const { key, kdf } = await deriveForWriting(passphrase, atLeast?.cost ?? {}, onProgress);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  const encryption = derSequence(derOid(oid.aes256Cbc), derElement(derTag.octetString, iv));
  return derSequence(
    derSequence(derOid(oid.pbes2), derSequence(kdf, encryption)),
    derElement(derTag.octetString, encrypted),
  );
}

/** A new key of 32 bytes, and the algorithm identifier that says how it was derived. */
async function deriveForWriting(
  passphrase: Uint8Array,
  { iterations: before = 0, N = 0, r = 0, p = 0 }: Protection['cost'],
  onProgress: OnProgress | undefined,
): Promise<{ key: Buffer; kdf: Buffer }> {
  const salt = randomBytes(16);
  const identifier = (id: string, costs: number[], ...more: Buffer[]): Buffer =>
    derSequence(
      derOid(id),
      derSequence(
        derElement(derTag.octetString, salt),
        ...costs.map((cost) => derInteger(BigInt(cost))),
        ...more,
      ),
    );
  if (N * r * p >= defaultScryptWork) {
    const key = await deriveScrypt(passphrase, salt, { N, r, p }, 32, onProgress);
    return { key, kdf: identifier(oid.scrypt, [N, r, p]) };
  }
  const iterations = Math.max(defaultIterations, before);
  const key = await derivePbkdf2(passphrase, salt, iterations, 32, 'sha256', onProgress);
  const hash = derSequence(derOid(oid.hmacSha256), derElement(derTag.null));
  return { key, kdf: identifier(oid.pbkdf2, [iterations], hash) };
}
