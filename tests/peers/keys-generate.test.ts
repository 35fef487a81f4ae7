import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { GenerateType } from '../../contract/keys';
import { generateKeyFile, inspectKeyFile } from '../../main/ssh/key-files';
import { bareLine, KeyFolder, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'a passphrase';

const kinds: GenerateType[] = [
  { type: 'rsa', bits: 2048 },
  { type: 'rsa', bits: 3072 },
  { type: 'ecdsa', bits: 256 },
  { type: 'ecdsa', bits: 384 },
  { type: 'ecdsa', bits: 521 },
  { type: 'ed25519' },
];
const states = [null, passphrase];

/** A new key of ours; answers its path and its public line. */
async function generate(
  kind: GenerateType,
  to: 'ppk' | 'ppk2' | 'openssh' | 'pem' | 'pkcs8',
  newPassphrase: string | null,
) {
  const out = folder.newPath();
  const input = { kind, out, to, newPassphrase, replace: false, comment: 'ours' };
  const { publicKey } = await generateKeyFile(input);
  return { out, publicKey };
}

describe.each(kinds)('a new key, $type $bits', (kind) => {
  test.each(states)('is read by ssh-keygen, passphrase: %s', async (word) => {
    const { out, publicKey } = await generate(kind, 'openssh', word);
    expect(run('ssh-keygen', ['-y', '-P', word ?? '', '-f', out]).trim()).toBe(publicKey);
  });

  test.each(['ppk', 'ppk2'] as const)(
    'is read by puttygen as %s, with a passphrase and without',
    async (format) => {
      for (const word of states) {
        const { out, publicKey } = await generate(kind, format, word);
        const seen = folder.puttygen(out, ['-O', 'public-openssh'], word === null ? {} : { old: word });
        expect(seen.toString().trim()).toBe(publicKey);
      }
    },
  );

  test('is checked by openssl, with a passphrase and without', async () => {
    for (const word of states) {
      const { out } = await generate(kind, 'pkcs8', word);
      // Edwards keys have nothing that -check could check, and openssl says so.
      const check = kind.type === 'ed25519' ? [] : ['-check'];
      const pass = ['-passin', `pass:${word ?? ''}`];
      const seen = run('openssl', ['pkey', '-in', out, ...pass, ...check, '-pubout']);
      const ours = await inspectKeyFile(folder.file(seen.slice(seen.indexOf('-----BEGIN'))));
      expect(bareLine(ours.publicKey ?? '')).toBe(
        bareLine((await inspectKeyFile(out, word ?? undefined)).publicKey ?? ''),
      );
    }
  });
});

test('the comment is PuTTYgen’s where none is given', async () => {
  const theirs = folder.newPath();
  run('puttygen', ['-q', '-t', 'ed25519', '-o', theirs, '--new-passphrase', '/dev/null']);
  const out = folder.newPath();
  const kind = { type: 'ed25519' } as const;
  await generateKeyFile({ kind, out, to: 'ppk', newPassphrase: null, replace: false });
  const comment = (path: string) => /^Comment: (.*)$/m.exec(readFileSync(path, 'latin1'))?.[1];
  // At midnight the two may be a day apart.
  expect(comment(out)?.replace(/\d{8}$/, 'day')).toBe(comment(theirs)?.replace(/\d{8}$/, 'day'));
  expect(comment(out)).toMatch(/-\d{8}$/);
});
