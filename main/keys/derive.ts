import { pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { pbkdf } from 'bcrypt-pbkdf';
import { argon2d, argon2i, argon2id } from 'hash-wasm';
import { KeyError } from './errors';

// Key files name the cost of their own key derivation, so a hostile one could keep us busy for days. The limits leave room
// for about a minute of work and 1 GiB of memory on a slow machine: ten times what anyone sets by hand.
const maxBcryptRounds = 2048;
const maxArgon2MemoryKib = 1 << 20;
const maxArgon2Work = 1 << 24;
const maxArgon2Parallelism = 64;
const maxIterations = 20_000_000;
const maxScryptMemory = 1 << 30;
const maxScryptWork = 1 << 24;

const argon2 = { argon2id, argon2i, argon2d };

/** The flavours of Argon2 (RFC 9106) that a PPK file can name. */
export type Argon2Flavour = keyof typeof argon2;

/** Argon2's cost parameters: memory in KiB, passes over it, lanes. */
export interface Argon2Cost {
  memory: number;
  passes: number;
  parallelism: number;
}

function assertCost(withinLimits: boolean): void {
  if (!withinLimits) throw new KeyError('keys.cost-too-high');
}

/** Fails with `keys.cost-too-high` where Argon2 would take more memory or time than a key file may ask for. */
export function assertArgon2Cost({ memory, passes, parallelism }: Argon2Cost): void {
  assertCost(parallelism >= 1 && parallelism <= maxArgon2Parallelism);
  assertCost(memory >= 8 * parallelism && memory <= maxArgon2MemoryKib);
  assertCost(passes >= 1 && passes * memory <= maxArgon2Work);
}

/** Argon2 v1.3 (RFC 9106), without secret and associated data. Salts under 8 bytes, which the RFC forbids, are `keys.corrupt`. */
export async function deriveArgon2(
  flavour: Argon2Flavour,
  cost: Argon2Cost,
  passphrase: Uint8Array,
  salt: Uint8Array,
  length: number,
): Promise<Buffer> {
  assertArgon2Cost(cost);
  if (salt.length < 8) throw new KeyError('keys.corrupt');
  const hash = argon2[flavour]({
    password: passphrase,
    salt,
    memorySize: cost.memory,
    iterations: cost.passes,
    parallelism: cost.parallelism,
    hashLength: length,
    outputType: 'binary',
  });
  const tag = await hash.catch((cause: unknown) => {
    // What the file asks for is within the limits, but not within this machine's memory.
    throw cause instanceof RangeError ? new KeyError('keys.cost-too-high', {}, { cause }) : cause;
  });
  return Buffer.from(tag);
}

/** bcrypt_pbkdf as OpenSSH uses it. Unusable parameters are `keys.corrupt`. */
export async function deriveBcrypt(
  passphrase: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Promise<Buffer> {
  assertCost(rounds <= maxBcryptRounds);
  const key = Buffer.alloc(length);
  const status = pbkdf(passphrase, passphrase.length, salt, salt.length, key, length, rounds);
  if (status !== 0) throw new KeyError('keys.corrupt');
  return key;
}

/** Fails with `keys.cost-too-high` where a hash would be repeated more often than a key file may ask for. */
export function assertIterations(iterations: number): void {
  assertCost(iterations <= maxIterations);
}

/** PBKDF2 (RFC 8018, section 5.2) with an HMAC over this hash. */
export async function derivePbkdf2(
  passphrase: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
  hash: string,
): Promise<Buffer> {
  assertIterations(iterations);
  if (iterations < 1) throw new KeyError('keys.corrupt');
  return await promisify(pbkdf2)(passphrase, salt, iterations, length, hash);
}

/** scrypt (RFC 7914) with its cost N, block size r and parallelisation p. */
export async function deriveScrypt(
  passphrase: Uint8Array,
  salt: Uint8Array,
  { N, r, p }: { N: number; r: number; p: number },
  length: number,
): Promise<Buffer> {
  const memory = 128 * N * r + 128 * r * p;
  assertCost(memory <= maxScryptMemory && N * r * p <= maxScryptWork);
  if (N < 2 || !Number.isInteger(Math.log2(N)) || r < 1 || p < 1) throw new KeyError('keys.corrupt');
  return await new Promise((resolve, reject) => {
    // OpenSSL counts a little more than the memory above; twice as much is certain to let it through.
    scrypt(passphrase, salt, length, { N, r, p, maxmem: memory * 2 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
