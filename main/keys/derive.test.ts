import { pbkdf2Sync, scryptSync } from 'node:crypto';
import { pbkdf } from 'bcrypt-pbkdf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveArgon2 } from './derive-argon2';
import { deriveBcrypt } from './derive-bcrypt';
import { assertProtectionCost } from './derive-costs';
import { derivePbkdf2, derivePbkdf2Stoppably } from './derive-pbkdf2';
import { derivePkcs12, pkcs12Purpose } from './derive-pkcs12';
import { deriveScrypt } from './derive-scrypt';
import type { ExpectedStep, OnProgress } from './progress';

const passphrase = Buffer.from('correct horse');
const salt = Buffer.from('0123456789abcdef');

const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });

/** Everything that a derivation reports. */
function recorder(): { onProgress: OnProgress; fractions: number[]; expected: ExpectedStep[] } {
  const fractions: number[] = [];
  const expected: ExpectedStep[] = [];
  const onProgress: OnProgress = (fraction, step) => {
    fractions.push(fraction);
    if (step) expected.push(step);
  };
  return { onProgress, fractions, expected };
}

function expectRising(fractions: number[]): void {
  expect(fractions.length).toBeGreaterThan(0);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions[0]).toBeGreaterThanOrEqual(0);
  expect(fractions.at(-1)).toBe(1);
}

describe('each derivation is the one that its format names', () => {
  test('bcrypt: as the library’s own loop', async () => {
    await fc.assert(
      fc.asyncProperty(
        bytes(1, 80),
        bytes(1, 40),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 100 }),
        async (pass, anySalt, rounds, length) => {
          const expected = Buffer.alloc(length);
          expect(pbkdf(pass, pass.length, anySalt, anySalt.length, expected, length, rounds)).toBe(0);
          expect(await deriveBcrypt(pass, anySalt, rounds, length)).toEqual(expected);
        },
      ),
      { numRuns: 8 },
    );
  });

  test.each(['sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const)(
    'PBKDF2 over %s: WebAssembly and the runtime agree',
    async (hash) => {
      await fc.assert(
        fc.asyncProperty(
          bytes(1, 200),
          bytes(1, 40),
          fc.integer({ min: 1, max: 50 }),
          fc.integer({ min: 1, max: 150 }),
          async (pass, anySalt, iterations, length) => {
            const expected = pbkdf2Sync(pass, anySalt, iterations, length, hash);
            expect(await derivePbkdf2Stoppably(pass, anySalt, iterations, length, hash)).toEqual(expected);
            expect(await derivePbkdf2(pass, anySalt, iterations, length, hash)).toEqual(expected);
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  test('PBKDF2 that costs much is no other', async () => {
    const { onProgress, fractions } = recorder();
    const derived = await derivePbkdf2(passphrase, salt, 220_000, 32, 'sha512', onProgress);
    expect(derived).toEqual(pbkdf2Sync(passphrase, salt, 220_000, 32, 'sha512'));
    expect(fractions.length).toBeGreaterThan(20);
    expectRising(fractions);
  });

  test.each([
    { N: 2, r: 1, p: 1 },
    { N: 16, r: 8, p: 3 },
    { N: 16_384, r: 8, p: 1 },
  ])('scrypt %j: WebAssembly and the runtime agree', async (cost) => {
    expect(await deriveScrypt(passphrase, salt, cost, 48)).toEqual(scryptSync(passphrase, salt, 48, cost));
  });

  // RFC 7292 has no test values; these are in the tests of OpenSSL and Bouncy Castle.
  test.each([
    {
      pass: 'smeg',
      saltHex: '0a58cf64530d823f',
      iterations: 1,
      purpose: pkcs12Purpose.key,
      length: 24,
      hex: '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3',
    },
    {
      pass: 'smeg',
      saltHex: '0a58cf64530d823f',
      iterations: 1,
      purpose: pkcs12Purpose.iv,
      length: 8,
      hex: '79993dfe048d3b76',
    },
    {
      pass: 'queeg',
      saltHex: '05dec959acff72f7',
      iterations: 1000,
      purpose: pkcs12Purpose.key,
      length: 24,
      hex: 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4',
    },
    {
      pass: 'queeg',
      saltHex: '05dec959acff72f7',
      iterations: 1000,
      purpose: pkcs12Purpose.iv,
      length: 8,
      hex: '11dedad7758d4860',
    },
  ])('PKCS #12: $pass, purpose $purpose', async ({ pass, saltHex, iterations, purpose, length, hex }) => {
    const derived = await derivePkcs12(
      Buffer.from(pass),
      Buffer.from(saltHex, 'hex'),
      iterations,
      length,
      purpose,
    );
    expect(derived.toString('hex')).toBe(hex);
  });
});

describe('progress', () => {
  test('bcrypt counts its rounds', async () => {
    const { onProgress, fractions } = recorder();
    await deriveBcrypt(passphrase, salt, 2, 48, onProgress);
    expect(fractions).toEqual([0.25, 0.5, 0.75, 1]);
  });

  test('Argon2 and scrypt say how long their one step is expected to take, where it takes long', async () => {
    const long = recorder();
    await deriveArgon2(
      'argon2id',
      { memory: 8192, passes: 64, parallelism: 1 },
      passphrase,
      salt,
      80,
      long.onProgress,
    );
    expect(long.fractions).toEqual([0, 1]);
    expect(long.expected).toEqual([{ fraction: 1, milliseconds: expect.any(Number) }]);
    expect(long.expected[0]?.milliseconds).toBeGreaterThan(0);

    const short = recorder();
    await deriveArgon2(
      'argon2id',
      { memory: 64, passes: 1, parallelism: 1 },
      passphrase,
      salt,
      80,
      short.onProgress,
    );
    expect(short).toMatchObject({ fractions: [1], expected: [] });

    const scrypt = recorder();
    await deriveScrypt(passphrase, salt, { N: 131_072, r: 8, p: 1 }, 32, scrypt.onProgress);
    expect(scrypt.fractions).toEqual([0, 1]);
    expect(scrypt.expected).toHaveLength(1);
  });
});

test.each<{ kdf: string; cost: Record<string, number> }>([
  { kdf: 'argon2id', cost: { memory: 4_194_304, passes: 1, parallelism: 1 } },
  { kdf: 'argon2i', cost: { memory: 8192, passes: 4_000_000, parallelism: 1 } },
  { kdf: 'argon2d', cost: { memory: 8192, passes: 1, parallelism: 65 } },
  { kdf: 'bcrypt', cost: { rounds: 4_000_000_000 } },
  { kdf: 'pbkdf2', cost: { iterations: 2_000_000_000 } },
  { kdf: 'pkcs12', cost: { iterations: 2_000_000_000 } },
  { kdf: 'scrypt', cost: { N: 2 ** 40, r: 8, p: 1 } },
])('a hostile cost is seen without starting anything: $kdf $cost', ({ kdf, cost }) => {
  expect(() => assertProtectionCost({ kdf, cost })).toThrow(
    expect.objectContaining({ code: 'keys.cost-too-high' }),
  );
});

test.each<{ kdf: string; cost: Record<string, number> }>([
  { kdf: 'argon2id', cost: { memory: 8192, passes: 21, parallelism: 1 } },
  { kdf: 'bcrypt', cost: { rounds: 16 } },
  { kdf: 'pbkdf2', cost: { iterations: 600_000 } },
  { kdf: 'scrypt', cost: { N: 16_384, r: 8, p: 1 } },
  { kdf: 'md5', cost: {} },
])('a usual cost is none: $kdf', ({ kdf, cost }) => {
  expect(() => assertProtectionCost({ kdf, cost })).not.toThrow();
});
