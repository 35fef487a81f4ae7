import { createHash } from 'node:crypto';
import { HASHSIZE as blockSize, hash } from 'bcrypt-pbkdf';
import { assertBcryptCost } from './derive-costs';
import { KeyError } from './errors';
import type { OnProgress } from './progress';

const maxSalt = 1 << 20;

function sha512(...parts: Uint8Array[]): Buffer {
  const digest = createHash('sha512');
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/**
 * bcrypt_pbkdf as OpenSSH uses it (OpenBSD, bcrypt_pbkdf.c). Unusable parameters are `keys.corrupt`. `onProgress` counts the
 * rounds. Over the library's own bcrypt, whose loop tells nothing on the way.
 */
export async function deriveBcrypt(
  passphrase: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
  onProgress?: OnProgress,
): Promise<Buffer> {
  assertBcryptCost(rounds);
  const usable = rounds >= 1 && passphrase.length > 0 && salt.length > 0 && salt.length <= maxSalt;
  if (!usable || length < 1 || length > blockSize * blockSize) throw new KeyError('keys.corrupt');
  const hashedPassphrase = sha512(passphrase);
  const blocks = Math.ceil(length / blockSize);
  const key = Buffer.alloc(length);
  const [sum, next] = [Buffer.alloc(blockSize), Buffer.alloc(blockSize)];
  for (let block = 0; block < blocks; block += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(block + 1);
    let seed = sha512(salt, count);
    sum.fill(0);
    for (let round = 0; round < rounds; round += 1) {
      hash(hashedPassphrase, seed, next);
      for (let at = 0; at < blockSize; at += 1) sum[at]! ^= next[at]!;
      seed = sha512(next);
      onProgress?.((block + (round + 1) / rounds) / blocks);
    }
    // The blocks do not follow each other: byte by byte they take turns.
    for (let at = 0; at * blocks + block < length; at += 1) key[at * blocks + block] = sum[at]!;
  }
  return key;
}
