import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyComment, anyKey } from '../../tests/fixtures/sample-keys';
import { isEddsa } from './eddsa-curves';
import { KeyError } from './errors';
import { openKey, type PrivateKeyFormat } from './key-file';
import type { PrivateKey } from './model';
import { readKeyFile } from './read';
import { writePrivateKey, writePublicKey } from './write';

const cheap = { passes: 1, memory: 64 };

async function readBack(bytes: Uint8Array, passphrase: string): Promise<PrivateKey> {
  const [file] = readKeyFile(bytes);
  if (file.kind !== 'private') throw new Error('Not a private key');
  expect(file.protection !== null).toBe(passphrase !== '');
  return openKey(file, passphrase);
}

/** Keys as plain data, so that a Buffer equals a Uint8Array. */
function plain(key: PrivateKey, { comment }: { comment: boolean }) {
  const entries = Object.entries({ ...key, comment: comment ? key.comment : new Uint8Array() });
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ]),
  );
}

describe.each<{ format: PrivateKeyFormat; comment: boolean }>([
  { format: 'ppk', comment: true },
  { format: 'ppk2', comment: true },
  { format: 'openssh', comment: true },
  { format: 'pem', comment: false },
  { format: 'pkcs8', comment: false },
])('$format', ({ format, comment }) => {
  const keyForFormat = anyKey.filter((key) => format !== 'pem' || !isEddsa(key.algorithm));

  test('an unprotected key is read back as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(keyForFormat, anyComment, async (bare, text) => {
        const key = { ...bare, comment: text };
        const bytes = await writePrivateKey(key, format, '');
        expect(plain(await readBack(bytes, ''), { comment })).toEqual(plain(key, { comment }));
        // OpenSSH refuses its own format with CRLF, or without a final line break.
        expect([bytes.includes('\r'), bytes.at(-1)]).toEqual([false, 0x0a]);
      }),
      { numRuns: 200 },
    );
  });

  test('a protected key is read back with its passphrase and with no other', async () => {
    await fc.assert(
      fc.asyncProperty(keyForFormat, fc.string({ minLength: 1, maxLength: 30 }), async (key, passphrase) => {
        const bytes = await writePrivateKey(key, format, passphrase, cheap);
        expect(plain(await readBack(bytes, passphrase), { comment })).toEqual(plain(key, { comment }));
        await expect(readBack(bytes, `${passphrase}x`)).rejects.toMatchObject({
          code: 'keys.wrong-passphrase',
        });
      }),
      // OpenSSH's bcrypt takes a third of a second each time, three times a run.
      { numRuns: { openssh: 2, pkcs8: 4 }[format as string] ?? 60 },
    );
  });

  test('a file cut short anywhere is refused, from its first whole line on as truncated', async () => {
    await fc.assert(
      fc.asyncProperty(keyForFormat, fc.nat(), async (key, random) => {
        const bytes = await writePrivateKey(key, format, '');
        // Without its last line break and a dash or two before it a file is still whole.
        const length = random % (bytes.length - 3);
        const cut = bytes.subarray(0, length);
        const code = await readBack(cut, '').then(
          () => 'read',
          (error: unknown) => (error instanceof KeyError ? error.code : error),
        );
        const codes =
          length > bytes.indexOf('\n')
            ? ['keys.truncated']
            : ['keys.truncated', 'keys.empty', 'keys.not-a-key'];
        expect(codes).toContain(code);
      }),
      { numRuns: 300 },
    );
  });

  // These in PKCS#8 are their private number and nothing else: no file of that kind can show that it was changed.
  const redundant = keyForFormat.filter(
    (key) => format !== 'pkcs8' || !(isEddsa(key.algorithm) || key.algorithm === 'ssh-dss'),
  );

  test('a changed byte never yields another key, nor an error that is not ours', async () => {
    await fc.assert(
      fc.asyncProperty(redundant, fc.nat(), fc.integer({ min: 0, max: 255 }), async (key, random, value) => {
        const bytes = await writePrivateKey(key, format, '');
        bytes[random % bytes.length] = value;
        try {
          const read = await readBack(bytes, '');
          expect({ ...read, comment: '' }).toMatchObject({ algorithm: key.algorithm });
          expect(writePublicKey(read, 'public', new Uint8Array())).toEqual(
            writePublicKey(key, 'public', new Uint8Array()),
          );
        } catch (error) {
          if (!(error instanceof KeyError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

test.each(['public', 'rfc4716'] as const)('%s: a public key is read back with its comment', (format) => {
  fc.assert(
    fc.property(anyKey, anyComment, (key, comment) => {
      const [file] = readKeyFile(writePublicKey(key, format, comment));
      expect(file).toMatchObject({ kind: 'public', format, algorithm: key.algorithm });
      expect(Buffer.from(file.comment ?? [])).toEqual(Buffer.from(comment));
      expect(writePublicKey(file.publicKey!, 'public', comment)).toEqual(
        writePublicKey(key, 'public', comment),
      );
    }),
  );
});
