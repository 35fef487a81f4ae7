import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { createHMAC, createSHA1, createSHA224, createSHA256, createSHA384, createSHA512 } from 'hash-wasm';
import { assertIterations } from './derive-costs';
import { KeyError, unsupported } from './errors';
import type { OnProgress } from './progress';

/**
 * The hashes that PBKDF2 can be over, by their names in the runtime. `slowest`: how many HMACs take the runtime 150 ms on a
 * slow machine. It cannot be stopped on the way, so what takes longer runs in WebAssembly, at a tenth of the speed.
 */
const hashes = {
  sha1: { size: 20, create: createSHA1, slowest: 700_000 },
  sha224: { size: 28, create: createSHA224, slowest: 700_000 },
  sha256: { size: 32, create: createSHA256, slowest: 700_000 },
  sha384: { size: 48, create: createSHA384, slowest: 200_000 },
  sha512: { size: 64, create: createSHA512, slowest: 200_000 },
};

const isKnown = (hash: string): hash is keyof typeof hashes => Object.hasOwn(hashes, hash);

/** How many iterations lie between two reports. */
const reportEvery = 10_000;

/** PBKDF2 (RFC 8018, section 5.2) with an HMAC over this hash. What takes long counts its iterations for `onProgress`. */
export async function derivePbkdf2(
  passphrase: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  hash: string,
  onProgress?: OnProgress,
): Promise<Buffer> {
  assertIterations(iterations);
  if (iterations < 1) throw new KeyError('keys.corrupt');
  if (!isKnown(hash)) throw unsupported(`PBKDF2 ${hash}`);
  const { size, slowest } = hashes[hash];
  if (iterations * Math.ceil(length / size) <= slowest) {
    return await promisify(pbkdf2)(passphrase, salt, iterations, length, hash);
  }
  return await derivePbkdf2Stoppably(passphrase, salt, iterations, length, hash, onProgress);
}

/** The same in WebAssembly: a tenth as fast, but a thread that runs it can be ended at any time. */
export async function derivePbkdf2Stoppably(
  passphrase: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  hash: keyof typeof hashes,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const { size, create } = hashes[hash];
  const hmac = await createHMAC(create(), passphrase);
  const blocks = Math.ceil(length / size);
  const key = Buffer.alloc(blocks * size);
  for (let block = 0; block < blocks; block += 1) {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(block + 1);
    let link = hmac.init().update(salt).update(count).digest('binary');
    const sum = key.subarray(block * size, (block + 1) * size);
    sum.set(link);
    for (let iteration = 1; iteration < iterations; iteration += 1) {
      link = hmac.init().update(link).digest('binary');
      for (let at = 0; at < size; at += 1) sum[at]! ^= link[at]!;
      if (iteration % reportEvery === 0) onProgress?.((block + iteration / iterations) / blocks);
    }
  }
  onProgress?.(1);
  return key.subarray(0, length);
}
