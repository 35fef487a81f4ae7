import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Language, translator } from '../../locales';
import { sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { writePrivateKey } from '../keys/write';
import { runCli } from './index';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-cli-convert-'));
afterAll(() => rmSync(folder, { recursive: true }));

const two = join(folder, 'two');
const out = join(folder, 'out');
const both = Buffer.concat([
  await writePrivateKey(sampleRsa(2048), 'pem', ''),
  await writePrivateKey(sampleEd25519(Buffer.alloc(32, 3)), 'openssh', ''),
]);
beforeEach(() => {
  writeFileSync(two, both, { mode: 0o600 });
  rmSync(out, { force: true });
});

async function latchkey(args: string[], language: Language = 'en') {
  let [stdout, stderr] = ['', ''];
  const status = await runCli(['keys', 'convert', ...args], {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    askPassphrase: null,
    t: translator(language),
  });
  return { status, stdout, stderr };
}

/** Converts to OpenSSH's format with --json. */
async function convert(...more: string[]) {
  const { status, stdout } = await latchkey([two, '--to', 'openssh', '--out', out, ...more, '--json']);
  return { status, json: JSON.parse(stdout) };
}

test('of several keys the first is taken, and that is said', async () => {
  const { status, json } = await convert();
  expect({ status, algorithm: json.algorithm }).toEqual({ status: 0, algorithm: 'ssh-rsa' });
  expect(json.warnings).toContainEqual({
    code: 'several-keys',
    count: 2,
    message: expect.stringContaining('2 keys'),
  });
  const people = await latchkey([two, '--to', 'openssh', '--out', out, '--force']);
  expect(people.stdout + people.stderr).toContain('This file holds 2 keys');
});

test('--key chooses another, and then nothing needs saying', async () => {
  expect(await convert('--key', '2')).toMatchObject({
    status: 0,
    json: { algorithm: 'ssh-ed25519', warnings: [] },
  });
  expect(await convert('--key', '1', '--force')).toMatchObject({
    status: 0,
    json: { algorithm: 'ssh-rsa', warnings: [] },
  });
});

test('a number that no key of the file has is refused, and nothing is written', async () => {
  const { status, json } = await convert('--key', '9');
  expect(status).toBe(1);
  expect(json.error.code).toBe('keys.no-such-key');
  expect(json.error.message).toMatch(/no key 9\b.*\b2\b/);
  expect(() => readFileSync(out)).toThrow(/ENOENT/);
  for (const bad of ['0', '-1', '1.5', 'two']) {
    expect((await convert(`--key=${bad}`)).status).toBe(2);
  }
});

test('in place the other keys would be lost: refused, the file as it was', async () => {
  for (const more of [[], ['--key', '2']]) {
    const { status, stdout } = await latchkey([
      two,
      ...['--to', 'openssh', '--out', two, '--force', '--json'],
      ...more,
    ]);
    expect({ status, code: JSON.parse(stdout).error.code }).toEqual({ status: 1, code: 'keys.holds-more' });
    expect(readFileSync(two)).toEqual(both);
  }
});

test.each(['en', 'ko'] as const)('the help names --key (%s)', async (language) => {
  expect((await latchkey(['--help'], language)).stdout).toMatch(/^ {2}--key N/m);
});
