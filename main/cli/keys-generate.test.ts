import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { convertResult } from '../../contract/keys';
import { languages, translator } from '../../locales';
import { runCli } from './index';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-generate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = join(folder, 'secret');
const empty = join(folder, 'empty');
writeFileSync(secret, 'secret\n');
writeFileSync(empty, '');
let count = 0;

/** A path in the folder that no file has. */
function newPath(): string {
  count += 1;
  return join(folder, `out-${count}`);
}

/** Runs `keys …` with --json; standard output must be exactly one JSON value. */
async function keys(args: string[]) {
  let out = '';
  const stdout = (text: string) => {
    out += text;
  };
  const status = await runCli(['keys', ...args, '--json'], {
    stdout,
    stderr: () => {},
    askPassphrase: null,
    t: translator('en'),
  });
  return { status, json: JSON.parse(out) };
}

test.each([
  { options: ['--type', 'rsa'], algorithm: 'ssh-rsa', bits: 2048, to: 'pem' },
  { options: ['--type', 'rsa', '--bits', '3072'], algorithm: 'ssh-rsa', bits: 3072, to: 'ppk2' },
  { options: ['--type', 'ecdsa'], algorithm: 'ecdsa-sha2-nistp256', bits: 256, to: 'pkcs8' },
  {
    options: ['--type', 'ecdsa', '--bits', '521'],
    algorithm: 'ecdsa-sha2-nistp521',
    bits: 521,
    to: 'openssh',
  },
  { options: ['--type', 'ed25519'], algorithm: 'ssh-ed25519', bits: 256, to: 'ppk' },
])('$algorithm of $bits bits as $to', async ({ options, algorithm, bits, to }) => {
  const out = newPath();
  const { status, json } = await keys(['generate', ...options, '--to', to, '--out', out]);
  expect(status).toBe(0);
  expect(convertResult.parse(json)).toMatchObject({ out, format: to, algorithm, encrypted: false });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const inspected = await keys(['inspect', out]);
  expect(inspected.json).toMatchObject({ format: to, algorithm, bits, fingerprints: json.fingerprints });
});

test('protected by a passphrase file, and named; an empty file protects nothing', async () => {
  const args = [
    'generate',
    '--type',
    'ed25519',
    '--to',
    'ppk',
    '--comment',
    '새 키',
    '--new-passphrase-file',
  ];
  const out = newPath();
  const kdf = ['--ppk-kdf', 'argon2d', '--ppk-memory', '64', '--ppk-passes', '3'];
  expect((await keys([...args, secret, ...kdf, '--out', out])).json).toMatchObject({ encrypted: true });
  expect(readFileSync(out, 'utf8')).toMatch(
    /^Comment: 새 키\n(.+\n)+Key-Derivation: Argon2d\nArgon2-Memory: 64\nArgon2-Passes: 3$/m,
  );
  const opened = await keys(['inspect', out, '--passphrase-file', secret]);
  expect(opened.json).toMatchObject({ comment: '새 키', encrypted: true });
  const plain = newPath();
  expect((await keys([...args, empty, '--out', plain])).json).toMatchObject({ encrypted: false });
});

test('an existing file is replaced with --force only', async () => {
  const out = newPath();
  writeFileSync(out, 'first');
  const args = ['generate', '--type', 'ed25519', '--to', 'openssh', '--out', out];
  expect(await keys(args)).toMatchObject({ status: 1, json: { error: { code: 'files.exists' } } });
  expect(readFileSync(out, 'utf8')).toBe('first');
  expect(await keys([...args, '--force'])).toMatchObject({ status: 0 });
  expect(readFileSync(out, 'utf8')).toMatch(/^-----BEGIN OPENSSH/);
});

test('a form that the key does not have leaves no file', async () => {
  const out = newPath();
  const { status, json } = await keys(['generate', '--type', 'ed25519', '--to', 'pem', '--out', out]);
  expect({ status, code: json.error.code }).toEqual({ status: 1, code: 'keys.format-cannot-carry' });
  expect(existsSync(out)).toBe(false);
});

describe('wrong usage ends with status 2 and names what is wrong', () => {
  const rest = ['--to', 'ppk', '--out', '/nowhere/key'];
  test.each<[string[], string, string]>([
    [rest, 'cli.missing-option', '--type'],
    [['--type', 'rsa', '--out', 'a'], 'cli.missing-option', '--to'],
    [['--type', 'rsa', '--to', 'ppk'], 'cli.missing-option', '--out'],
    [['--type', 'dsa', ...rest], 'cli.bad-value', 'dsa'],
    [['--type', 'rsa', '--bits', '1024', ...rest], 'cli.bad-value', '1024'],
    [['--type', 'rsa', '--bits', '8320', ...rest], 'cli.bad-value', '8320'],
    [['--type', 'rsa', '--bits', '2100', ...rest], 'cli.bad-value', '2100'],
    [['--type', 'rsa', '--bits', 'many', ...rest], 'cli.bad-value', 'many'],
    [['--type', 'ecdsa', '--bits', '255', ...rest], 'cli.bad-value', '255'],
    [['--type', 'ed25519', '--bits', '448', ...rest], 'cli.bad-value', '448'],
    [['--type', 'rsa', '--to', 'public', '--out', 'a'], 'cli.bad-value', 'public'],
    [['--type', 'rsa', '--to', 'pem', '--out', 'a', '--ppk-passes', '3'], 'cli.only-with', '--ppk-passes'],
    [['--type', 'rsa', ...rest, '--ppk-passes', '3'], 'cli.unprotected', '--ppk-passes'],
    [
      ['--type', 'rsa', ...rest, '--ppk-passes', '3', '--new-passphrase-file', empty],
      'cli.unprotected',
      '--ppk',
    ],
    [
      ['--type', 'rsa', ...rest, '--ppk-memory', '1048576', '--ppk-passes', '8388608'],
      'cli.ppk-too-costly',
      '16777216',
    ],
    [['--type', 'rsa', ...rest, 'more'], 'cli.unwanted-argument', 'more'],
    [['--type', 'rsa', ...rest, '--passphrase-file', 'a'], 'cli.unknown-option', '--passphrase-file'],
  ])('%j', async (args, code, named) => {
    const { status, json } = await keys(['generate', ...args]);
    expect({ status, code: json.error.code }).toEqual({ status: 2, code });
    expect(json.error.message).toContain(named);
  });
});

test.each(languages)('the help names every verb and option, in %s', (language) => {
  const help = translator(language)('cli.keys.help');
  for (const verb of ['inspect', 'convert', 'generate', 'match'])
    expect(help).toContain(`latchkey keys ${verb} `);
  for (const option of ['--type', '--bits', '--snapshot']) expect(help).toContain(option);
});
