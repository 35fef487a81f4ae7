import { createCipheriv, createDecipheriv } from 'node:crypto';
import { KeyError, unsupported } from './errors';
import { openChachaPoly } from './openssh-chacha';

/** One cipher of OpenSSH's key files (OpenSSH, cipher.c), lengths in bytes. */
interface CipherSpec {
  name: string;
  key: number;
  iv: number;
  block: number;
  /** Length of the tag that follows the private section, outside its string. */
  tag: number;
}

const specs: Record<string, CipherSpec> = {
  'aes128-ctr': { name: 'aes-128-ctr', key: 16, iv: 16, block: 16, tag: 0 },
  'aes192-ctr': { name: 'aes-192-ctr', key: 24, iv: 16, block: 16, tag: 0 },
  'aes256-ctr': { name: 'aes-256-ctr', key: 32, iv: 16, block: 16, tag: 0 },
  'aes128-cbc': { name: 'aes-128-cbc', key: 16, iv: 16, block: 16, tag: 0 },
  'aes192-cbc': { name: 'aes-192-cbc', key: 24, iv: 16, block: 16, tag: 0 },
  'aes256-cbc': { name: 'aes-256-cbc', key: 32, iv: 16, block: 16, tag: 0 },
  '3des-cbc': { name: 'des-ede3-cbc', key: 24, iv: 8, block: 8, tag: 0 },
  'chacha20-poly1305@openssh.com': { name: 'chacha20-poly1305', key: 64, iv: 0, block: 8, tag: 16 },
  'aes128-gcm@openssh.com': { name: 'aes-128-gcm', key: 16, iv: 12, block: 16, tag: 16 },
  'aes256-gcm@openssh.com': { name: 'aes-256-gcm', key: 32, iv: 12, block: 16, tag: 16 },
};

/** The cipher of that name; `keys.unsupported` where it is none of ours. */
export function opensshCipher(name: string): CipherSpec {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (!spec) throw unsupported(name, 'opensshCipher');
  return spec;
}

/** Decrypts a private section with key and IV from the derivation. A tag that does not fit is `keys.wrong-passphrase`. */
export function opensshDecrypt(spec: CipherSpec, secret: Buffer, data: Buffer, tag: Buffer): Buffer {
  if (data.length % spec.block !== 0) throw new KeyError('keys.corrupt');
  if (spec.name === 'chacha20-poly1305') {
    const opened = openChachaPoly(secret, data, tag);
    if (!opened) throw new KeyError('keys.wrong-passphrase');
    return opened;
  }
  const key = secret.subarray(0, spec.key);
  const iv = secret.subarray(spec.key);
  if (spec.tag > 0) {
    const decipher = createDecipheriv(spec.name as 'aes-256-gcm', key, iv);
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(data), decipher.final()]);
    } catch (cause) {
      throw new KeyError('keys.wrong-passphrase', {}, { cause });
    }
  }
  const decipher = createDecipheriv(spec.name, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

/** Encrypts a private section that is a whole number of blocks. For the ciphers without a tag. */
export function opensshEncrypt(spec: CipherSpec, secret: Buffer, data: Buffer): Buffer {
  const cipher = createCipheriv(spec.name, secret.subarray(0, spec.key), secret.subarray(spec.key));
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}
