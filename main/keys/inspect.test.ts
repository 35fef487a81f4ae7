import { describe, expect, test } from 'vitest';
import { sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { inspectKey } from './inspect';
import { writePrivateKey } from './write';

const rsa = sampleRsa(2048, 'first');
const ed25519 = sampleEd25519(Buffer.alloc(32, 7), 'second');
const cheap = { memory: 64, passes: 1 };

describe('a file with several keys', () => {
  const first = writePrivateKey(rsa, 'ppk', 'one', cheap);
  const second = writePrivateKey(ed25519, 'ppk', 'two', cheap);
  const plain = writePrivateKey(ed25519, 'ppk', '');
  const inspect = async (files: Promise<Uint8Array>[], passphrase?: string) =>
    inspectKey(Buffer.concat(await Promise.all(files)), { passphrase });
  const unopened = (reason: string) => ({ code: 'not-opened', reason });

  test('a passphrase that fits the first shows it, and the other as it is without', async () => {
    const { fingerprints, others } = await inspect([first, second], 'one');
    expect(fingerprints.ec2Created).not.toBeNull();
    const [shut] = (await inspect([first, second])).others;
    expect(others).toEqual([{ ...shut, warnings: [...shut!.warnings, unopened('passphrase')] }]);
  });

  test('a passphrase that fits another is right, and one that fits none is wrong', async () => {
    const { warnings, fingerprints, others } = await inspect([first, second], 'two');
    expect(fingerprints.ec2Created).toBeNull();
    expect(warnings).toContainEqual(unopened('passphrase'));
    expect(others[0]!.fingerprints.ec2Created).not.toBeNull();
    expect(others[0]!.warnings).toEqual([]);
    await expect(inspect([first, second], 'three')).rejects.toMatchObject({ code: 'keys.wrong-passphrase' });
    // The plain one opens with any.
    await expect(inspect([first, plain], 'three')).rejects.toMatchObject({ code: 'keys.wrong-passphrase' });
  });

  test('an unprotected first one is shown whatever the passphrase does to the other', async () => {
    for (const [passphrase, warnings] of [
      ['one', []],
      ['three', [unopened('passphrase')]],
    ] as const) {
      const { bits, others } = await inspect([plain, first], passphrase);
      expect([bits, others[0]!.warnings]).toEqual([256, warnings]);
    }
  });

  test('a damaged key does not hide a good one before it, and is said to be damaged', async () => {
    const damaged = plain.then((bytes) =>
      Buffer.from(bytes.toString('latin1').replace('Comment: second', 'Comment: changed'), 'latin1'),
    );
    for (const passphrase of [undefined, 'one']) {
      const { algorithm, others } = await inspect([first, damaged], passphrase);
      expect(algorithm).toBe('ssh-rsa');
      expect(others).toMatchObject([{ algorithm: 'ssh-ed25519', warnings: [unopened('damage')] }]);
    }
    await expect(inspect([damaged, first], 'one')).rejects.toMatchObject({ code: 'keys.corrupt' });
  });

  test('nor does one that nobody could afford to open', async () => {
    const costly = second.then((bytes) =>
      Buffer.from(bytes.toString('latin1').replace('Argon2-Memory: 64', 'Argon2-Memory: 1048577'), 'latin1'),
    );
    const { fingerprints, others } = await inspect([first, costly], 'one');
    expect(fingerprints.ec2Created).not.toBeNull();
    expect(others).toMatchObject([{ warnings: [unopened('cost')] }]);
    await expect(inspect([costly, first], 'one')).rejects.toMatchObject({ code: 'keys.cost-too-high' });
  });
});
