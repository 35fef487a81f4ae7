import { argon2d, argon2i, argon2id } from 'hash-wasm';
import { type Argon2Cost, assertArgon2Cost } from './derive-costs';
import { samplePart, timeSample } from './derive-estimate';
import { KeyError } from './errors';
import type { OnProgress } from './progress';

const argon2 = { argon2id, argon2i, argon2d };

/** The flavours of Argon2 (RFC 9106) that a PPK file can name. */
export type Argon2Flavour = keyof typeof argon2;

/** KiB that the sample fills, which the time of the whole is estimated from. */
const sampleMemory = 1024;
/** KiB times passes: what takes about half a second. Below it, estimating would take longer than it is worth. */
const worthEstimating = 1 << 19;

/**
 * Argon2 v1.3 (RFC 9106), without secret and associated data. Salts under 8 bytes, which the RFC forbids, are `keys.corrupt`.
 * The library fills all passes in one go: `onProgress` is given an estimate of the time, from a small sample of the same work.
 */
export async function deriveArgon2(
  flavour: Argon2Flavour,
  cost: Argon2Cost,
  passphrase: Uint8Array,
  salt: Uint8Array,
  length: number,
  onProgress?: OnProgress,
): Promise<Buffer> {
  assertArgon2Cost(cost);
  if (salt.length < 8) throw new KeyError('keys.corrupt');
  const hash = (memory: number, passes: number, parallelism: number): Promise<Uint8Array> =>
    argon2[flavour]({
      password: passphrase,
      salt,
      memorySize: memory,
      iterations: passes,
      parallelism,
      hashLength: length,
      outputType: 'binary',
    });
  const work = cost.memory * cost.passes;
  if (onProgress && work >= worthEstimating) {
    const samplePasses = Math.round((work * samplePart) / sampleMemory);
    const sampleTime = await timeSample(() => hash(sampleMemory, samplePasses, 1));
    onProgress(0, { fraction: 1, milliseconds: (sampleTime * work) / (sampleMemory * samplePasses) });
  }
  const tag = await hash(cost.memory, cost.passes, cost.parallelism).catch((cause: unknown) => {
    // What the file asks for is within the limits, but not within this machine's memory.
    throw cause instanceof RangeError ? new KeyError('keys.cost-too-high', {}, { cause }) : cause;
  });
  onProgress?.(1);
  return Buffer.from(tag);
}
