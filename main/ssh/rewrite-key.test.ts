import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { writePrivateKey } from '../keys/write';
import { changePassphrase } from './rewrite-key';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-rewrite-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'id');
const key = sampleEd25519(Buffer.alloc(32, 3), 'me');
const locked = await writePrivateKey(key, 'openssh', 'old');
const open = await writePrivateKey(key, 'openssh', '');
beforeEach(() => writeFileSync(path, locked, { mode: 0o600 }));

const publicKey = (passphrase: string): string =>
  execFileSync('ssh-keygen', ['-y', '-P', passphrase, '-f', path], { encoding: 'utf8', stdio: 'pipe' });

test('a new passphrase takes the place of the old one, and none takes it away', async () => {
  const before = publicKey('old');
  await changePassphrase({ path, passphrase: 'old', newPassphrase: 'new' });
  expect(publicKey('new')).toBe(before);
  expect(() => publicKey('old')).toThrow();
  await changePassphrase({ path, passphrase: 'new', newPassphrase: null });
  expect(publicKey('')).toBe(before);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the old file stays as it was where its passphrase is wrong or missing', async () => {
  await expect(changePassphrase({ path, passphrase: 'x', newPassphrase: 'new' })).rejects.toMatchObject({
    code: 'keys.wrong-passphrase',
  });
  await expect(changePassphrase({ path, newPassphrase: 'new' })).rejects.toMatchObject({
    code: 'keys.passphrase-needed',
  });
  expect(readFileSync(path)).toEqual(locked);
});

test('a file that holds more than its key is not rewritten', async () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n';
  for (const more of [certificate, open]) {
    const content = Buffer.concat([open, Buffer.from(more)]);
    writeFileSync(path, content);
    await expect(changePassphrase({ path, newPassphrase: 'new' })).rejects.toMatchObject({
      code: 'keys.holds-more',
    });
    expect(readFileSync(path)).toEqual(content);
  }
});

test.skipIf(process.platform === 'win32')('behind a link the file itself is rewritten', async () => {
  const link = join(folder, 'link');
  symlinkSync(path, link);
  chmodSync(path, 0o644);
  await changePassphrase({ path: link, passphrase: 'old', newPassphrase: 'new' });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(publicKey('new')).toContain('ssh-ed25519');
  // Rewritten for its owner alone, whatever it was.
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
