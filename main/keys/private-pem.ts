import { readDsaDer, writeDsaDer } from './dsa';
import { KeyError } from './errors';
import { type PrivateKeyFile, type Protection, parseDecrypted } from './key-file';
import { decryptLegacyPem, encryptLegacyPem, parseDekInfo } from './legacy-pem';
import type { PrivateKey } from './model';
import { passphraseBytes } from './passphrase';
import { encryptPkcs8, readEncryptedPkcs8 } from './pbes';
import { encodePem, type PemBlock } from './pem';
import { readPkcs1, writePkcs1 } from './pkcs1';
import { readPkcs8, writePkcs8 } from './pkcs8';
import type { OnProgress } from './progress';
import { readSec1, writeSec1 } from './sec1';

/** The labels of PEM proper, and what is inside. */
const traditional: Record<string, { algorithm: string | null; read: (der: Uint8Array) => PrivateKey }> = {
  'RSA PRIVATE KEY': { algorithm: 'ssh-rsa', read: readPkcs1 },
  'DSA PRIVATE KEY': { algorithm: 'ssh-dss', read: readDsaDer },
  // The curve is inside, so an encrypted one does not say which of the three it is.
  'EC PRIVATE KEY': { algorithm: null, read: readSec1 },
};

/** True for the labels that `readTraditionalPem` reads. */
export function isTraditionalLabel(label: string): boolean {
  return Object.hasOwn(traditional, label);
}

/** Reads a PKCS#1, SEC1 or DSA block, encrypted by `Proc-Type`/`DEK-Info` headers or not. */
export function readTraditionalPem({ label, headers, body }: PemBlock): PrivateKeyFile {
  const { algorithm, read } = traditional[label]!;
  const dekInfo = headers.get('dek-info');
  if (dekInfo === undefined) return openFile('pem', read(body));
  const dek = parseDekInfo(dekInfo);
  return {
    kind: 'private',
    format: 'pem',
    algorithm,
    publicKey: null,
    comment: null,
    protection: { cipher: dek.cipher.toLowerCase(), kdf: 'md5', cost: {} },
    read: async (passphrase) => parseDecrypted(() => read(decryptLegacyPem(body, dek, passphrase))),
  };
}

/** Reads a PRIVATE KEY block (RFC 5958). */
export function readPlainPkcs8({ body }: PemBlock): PrivateKeyFile {
  return openFile('pkcs8', readPkcs8(body));
}

/** Reads an ENCRYPTED PRIVATE KEY block (RFC 5958, section 3). */
export function readSealedPkcs8({ body }: PemBlock): PrivateKeyFile {
  const sealed = readEncryptedPkcs8(body);
  return {
    kind: 'private',
    format: 'pkcs8',
    algorithm: null,
    publicKey: null,
    comment: null,
    protection: { cipher: sealed.cipher, kdf: sealed.kdf, cost: sealed.kdfCost },
    async read(passphrase, onProgress) {
      const der = await sealed.decrypt(passphrase, onProgress);
      return parseDecrypted(() => readPkcs8(der));
    },
  };
}

function openFile(format: 'pem' | 'pkcs8', key: PrivateKey): PrivateKeyFile {
  const { algorithm } = key;
  return {
    kind: 'private',
    format,
    algorithm,
    publicKey: key,
    comment: null,
    protection: null,
    read: async () => key,
  };
}

/**
 * Writes PKCS#1, SEC1 or OpenSSL's DSA form, protected at least as `atLeast` is. Ed25519 and Ed448 have no such form and fail
 * with `keys.format-cannot-carry`.
 */
export function writeTraditionalPem(key: PrivateKey, passphrase: string, atLeast?: Protection): Buffer {
  const { label, der } = traditionalForm(key);
  if (passphrase === '') return encodePem(label, der);
  const { headers, body } = encryptLegacyPem(der, passphraseBytes(passphrase), atLeast);
  return encodePem(label, body, { headers });
}

function traditionalForm(key: PrivateKey): { label: string; der: Buffer } {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return { label: 'RSA PRIVATE KEY', der: writePkcs1(key) };
    case 'ssh-dss':
      return { label: 'DSA PRIVATE KEY', der: writeDsaDer(key) };
    case 'ssh-ed25519':
    case 'ssh-ed448':
      throw new KeyError('keys.format-cannot-carry', { format: 'pem', algorithm: key.algorithm });
    default:
      return { label: 'EC PRIVATE KEY', der: writeSec1(key, { withCurve: true }) };
  }
}

/** Writes PKCS#8, encrypted unless the passphrase is empty, and then at least as `atLeast` is. */
export async function writePkcs8Pem(
  key: PrivateKey,
  passphrase: string,
  atLeast?: Protection,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const der = writePkcs8(key);
  if (passphrase === '') return encodePem('PRIVATE KEY', der);
  const encrypted = await encryptPkcs8(der, passphraseBytes(passphrase), atLeast, onProgress);
  return encodePem('ENCRYPTED PRIVATE KEY', encrypted);
}
