import { scrypt } from 'hash-wasm';
import { assertScryptCost, type ScryptCost } from './derive-costs';
import { samplePart, timeSample } from './derive-estimate';
import { KeyError } from './errors';
import type { OnProgress } from './progress';

/** N times r times p: what takes about half a second. Below it, estimating would take longer than it is worth. */
const worthEstimating = 1 << 20;

/**
 * scrypt (RFC 7914). In WebAssembly, not in the runtime: that one cannot be stopped, and is no faster in Electron.
 * The library mixes in one go: `onProgress` is given an estimate of the time, from a small sample of the same work.
 */
export async function deriveScrypt(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: ScryptCost,
  length: number,
  onProgress?: OnProgress,
): Promise<Buffer> {
  assertScryptCost(cost);
  const { N, r, p } = cost;
  if (N < 2 || !Number.isInteger(Math.log2(N)) || r < 1 || p < 1) throw new KeyError('keys.corrupt');
  const hash = (costFactor: number, blockSize: number, parallelism: number): Promise<Uint8Array> =>
    scrypt({
      password: passphrase,
      salt,
      costFactor,
      blockSize,
      parallelism,
      hashLength: length,
      outputType: 'binary',
    });
  const work = N * r * p;
  // The sample's N, too, is a power of two.
  if (onProgress && work >= worthEstimating && N * samplePart >= 2) {
    const sampleTime = await timeSample(() => hash(N * samplePart, r, p));
    onProgress(0, { fraction: 1, milliseconds: sampleTime / samplePart });
  }
  const key = await hash(N, r, p).catch((cause: unknown) => {
    // What the file asks for is within the limits, but not within this machine's memory.
    throw cause instanceof RangeError ? new KeyError('keys.cost-too-high', {}, { cause }) : cause;
  });
  onProgress?.(1);
  return Buffer.from(key);
}
