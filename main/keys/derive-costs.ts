import { KeyError } from './errors';
import type { KeyFormat, Protection } from './key-file';

// Key files name the cost of their own key derivation, so a hostile one could keep us busy for days. The limits leave room
// for about a minute of work and 1 GiB of memory on a slow machine: ten times what anyone sets by hand.
const maxBcryptRounds = 2048;
const maxArgon2MemoryKib = 1 << 20;
/** Memory in KiB times passes. */
export const maxArgon2Work = 1 << 24;
const maxArgon2Parallelism = 64;
const maxIterations = 20_000_000;
const maxScryptMemory = 1 << 30;
const maxScryptWork = 1 << 24;

/** Argon2's cost parameters: memory in KiB, passes over it, lanes. */
export interface Argon2Cost {
  memory: number;
  passes: number;
  parallelism: number;
}

/** scrypt's cost parameters (RFC 7914, section 2). */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

function assertCost(withinLimits: boolean): void {
  if (!withinLimits) throw new KeyError('keys.cost-too-high');
}

/** Fails with `keys.corrupt` where Argon2 has no such parameters (RFC 9106, section 3.1). */
export function assertArgon2Valid({ memory, passes, parallelism }: Argon2Cost): void {
  const valid = parallelism >= 1 && memory >= 8 * parallelism && passes >= 1;
  if (!valid) throw new KeyError('keys.corrupt');
}

/**
 * Fails with `keys.cost-too-high` where Argon2 would take more memory or time than a key file may ask for, and as
 * `assertArgon2Valid` does.
 */
export function assertArgon2Cost(cost: Argon2Cost): void {
  assertArgon2Valid(cost);
  const { memory, passes, parallelism } = cost;
  assertCost(parallelism <= maxArgon2Parallelism);
  assertCost(memory <= maxArgon2MemoryKib && passes * memory <= maxArgon2Work);
}

/** Fails with `keys.cost-too-high` where bcrypt_pbkdf would take more rounds than a key file may ask for. */
export function assertBcryptCost(rounds: number): void {
  assertCost(rounds <= maxBcryptRounds);
}

/** Fails with `keys.cost-too-high` where a hash would be repeated more often than a key file may ask for. */
export function assertIterations(iterations: number): void {
  assertCost(iterations <= maxIterations);
}

/** Fails with `keys.cost-too-high` where scrypt would take more memory or time than a key file may ask for. */
export function assertScryptCost({ N, r, p }: ScryptCost): void {
  assertCost(128 * N * r + 128 * r * p <= maxScryptMemory && N * r * p <= maxScryptWork);
}

/**
 * Fails with `keys.cost-too-high` where opening a file so protected would cost too much: before anything is started that
 * would only be refused. Derivations without a cost of their own pass.
 */
export function assertProtectionCost({ kdf, cost }: Pick<Protection, 'kdf' | 'cost'>): void {
  const { memory = 0, passes = 0, parallelism = 0, rounds = 0, iterations = 0, N = 0, r = 0, p = 0 } = cost;
  if (kdf.startsWith('argon2')) assertArgon2Cost({ memory, passes, parallelism });
  assertBcryptCost(rounds);
  assertIterations(iterations);
  assertScryptCost({ N, r, p });
}

/** True where `assertProtectionCost` passes. */
export function isAffordable(protection: Protection): boolean {
  try {
    assertProtectionCost(protection);
    return true;
  } catch (error) {
    if (error instanceof KeyError) return false;
    throw error;
  }
}

/**
 * Fails with `keys.cost-too-high` where opening all of these, one after the other, would take longer than a single one may:
 * each of the many keys in a file could otherwise ask for a minute.
 */
export function assertTotalCost(protections: Protection[]): void {
  assertCost(protections.reduce((sum, { cost }) => sum + shareOfTime(cost), 0) <= 1);
}

/** What part of the longest time allowed a derivation takes. */
function shareOfTime(cost: Protection['cost']): number {
  const { memory = 0, passes = 0, rounds = 0, iterations = 0, N = 0, r = 0, p = 0 } = cost;
  return (
    (memory * passes) / maxArgon2Work +
    rounds / maxBcryptRounds +
    iterations / maxIterations +
    (N * r * p) / maxScryptWork
  );
}

/** True where opening a file so protected takes noticeable time; the older formats hash the passphrase once or twice. */
export function isOpeningCostly(protection: Protection | null): boolean {
  return protection !== null && Object.keys(protection.cost).length > 0;
}

/** True for the formats in which protecting a key takes noticeable time. */
export function isProtectingCostly(format: KeyFormat): boolean {
  return format === 'ppk' || format === 'openssh' || format === 'pkcs8';
}
