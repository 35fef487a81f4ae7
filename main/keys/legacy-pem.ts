import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { KeyError, unsupported } from './errors';
import { cipherHint } from './foreign';
import type { Protection } from './key-file';

/** The ciphers of `DEK-Info:` that both runtimes have, with their key and IV lengths in bytes. */
const ciphers: Record<string, { name: string; key: number; iv: number }> = {
  'DES-EDE3-CBC': { name: 'des-ede3-cbc', key: 24, iv: 8 },
  'AES-128-CBC': { name: 'aes-128-cbc', key: 16, iv: 16 },
  'AES-192-CBC': { name: 'aes-192-cbc', key: 24, iv: 16 },
  'AES-256-CBC': { name: 'aes-256-cbc', key: 32, iv: 16 },
};

/** What a `DEK-Info:` header says. */
export interface DekInfo {
  cipher: string;
  iv: Buffer;
}

/** Reads a `DEK-Info:` header, e.g. `AES-128-CBC,00112233…` (RFC 1421, section 4.6.1.3). */
export function parseDekInfo(header: string): DekInfo {
  const [cipher = '', hex = ''] = header.split(',').map((part) => part.trim());
  const spec = ciphers[cipher];
  if (!spec) throw unsupported(cipher || 'DEK-Info', cipherHint(cipher));
  const iv = Buffer.from(hex, 'hex');
  if (iv.length !== spec.iv) throw new KeyError('keys.corrupt');
  return { cipher, iv };
}

/** OpenSSL's EVP_BytesToKey: MD5, one round, the first 8 bytes of the IV as salt. Weak, and all that the format knows. */
function bytesToKey(passphrase: Uint8Array, iv: Uint8Array, length: number): Buffer {
  let key = Buffer.alloc(0);
  let block: Uint8Array = Buffer.alloc(0);
  while (key.length < length) {
    block = createHash('md5').update(block).update(passphrase).update(iv.subarray(0, 8)).digest();
    key = Buffer.concat([key, block]);
  }
  return key.subarray(0, length);
}

/** Decrypts the body of a legacy encrypted PEM. Wrong padding is `keys.wrong-passphrase`: the format has no other check. */
export function decryptLegacyPem(body: Uint8Array, { cipher, iv }: DekInfo, passphrase: Uint8Array): Buffer {
  const spec = ciphers[cipher]!;
  const decipher = createDecipheriv(spec.name, bytesToKey(passphrase, iv, spec.key), iv);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw new KeyError('keys.wrong-passphrase', {}, { cause });
  }
}

/** Ciphers with a longer key than the usual one, which a file keeps that had them. PuTTYgen does not read AES-192. */
const strongerCiphers = ['AES-192-CBC', 'AES-256-CBC'];

/**
 * Encrypts as `ssh-keygen -m PEM` does, with AES-128-CBC: the one choice that PuTTYgen, OpenSSH, OpenSSL and JSch all read.
 * With a longer key where `atLeast`, a file's protection so far, has one.
 */
export function encryptLegacyPem(
  body: Uint8Array,
  passphrase: Uint8Array,
  atLeast?: Protection,
): { headers: string[]; body: Buffer } {
  const cipher = strongerCiphers.find((each) => each.toLowerCase() === atLeast?.cipher) ?? 'AES-128-CBC';
  const spec = ciphers[cipher]!;
  const iv = randomBytes(spec.iv);
  const encipher = createCipheriv(spec.name, bytesToKey(passphrase, iv, spec.key), iv);
  return {
    headers: ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher},${iv.toString('hex').toUpperCase()}`],
    body: Buffer.concat([encipher.update(body), encipher.final()]),
  };
}
