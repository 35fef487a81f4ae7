import { createSHA1 } from 'hash-wasm';
import { assertIterations } from './derive-costs';
import { KeyError } from './errors';
import type { OnProgress } from './progress';

const hashSize = 20;
const hashBlock = 64;
/** How many iterations lie between two reports. */
const reportEvery = 10_000;

/** What the derived bytes are for (RFC 7292, appendix B.3). */
export const pkcs12Purpose = { key: 1, iv: 2 } as const;

/**
 * The key derivation of PKCS #12 over SHA-1 (RFC 7292, appendix B.2), which PBES1 with 3DES takes. The passphrase is UTF-8, or
 * Latin-1 where it is not valid UTF-8, as in OpenSSL. The runtimes do this only inside an opening that cannot be stopped.
 */
export async function derivePkcs12(
  passphrase: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  purpose: (typeof pkcs12Purpose)[keyof typeof pkcs12Purpose],
  onProgress?: OnProgress,
): Promise<Buffer> {
  assertIterations(iterations);
  if (iterations < 1) throw new KeyError('keys.corrupt');
  const sha1 = await createSHA1();
  const input = Buffer.concat([filled(salt), filled(bmpString(passphrase))]);
  const blocks = Math.ceil(length / hashSize);
  const key = Buffer.alloc(blocks * hashSize);
  for (let block = 0; block < blocks; block += 1) {
    let link = sha1.init().update(Buffer.alloc(hashBlock, purpose)).update(input).digest('binary');
    for (let iteration = 1; iteration < iterations; iteration += 1) {
      link = sha1.init().update(link).digest('binary');
      if (iteration % reportEvery === 0) onProgress?.((block + iteration / iterations) / blocks);
    }
    key.set(link, block * hashSize);
    addToEachBlock(input, filled(link).subarray(0, hashBlock));
  }
  onProgress?.(1);
  return key.subarray(0, length);
}

/** The bytes over and over, to whole blocks of the hash. */
function filled(bytes: Uint8Array): Buffer {
  return Buffer.alloc(Math.ceil(bytes.length / hashBlock) * hashBlock, bytes);
}

/** Steps 6 C: each block of the input becomes itself plus `addend` plus one, modulo 2^512. */
function addToEachBlock(input: Buffer, addend: Uint8Array): void {
  for (let start = 0; start < input.length; start += hashBlock) {
    let carry = 1;
    for (let at = hashBlock - 1; at >= 0; at -= 1) {
      carry += input[start + at]! + addend[at]!;
      input[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
}

/** UTF-16, big end first, with a final zero (RFC 7292, appendix B.1). */
function bmpString(passphrase: Uint8Array): Buffer {
  return Buffer.from(`${decode(passphrase)}\0`, 'utf16le').swap16();
}

function decode(passphrase: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(passphrase);
  } catch {
    return Buffer.from(passphrase).toString('latin1');
  }
}
