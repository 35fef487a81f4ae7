import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { freeName, generatedName } from './free-name';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the first name that is free, past files and broken links', async () => {
  expect(await freeName(folder, 'web.ppk')).toBe('web.ppk');
  writeFileSync(join(folder, 'web.ppk'), '');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'web-2.ppk'));
  expect(await freeName(folder, 'web.ppk')).toBe('web-3.ppk');
});

test.each([
  [undefined, 'openssh', 'id_ed25519'],
  [undefined, 'ppk', 'id_ed25519.ppk'],
  ['web', 'pem', 'web.pem'],
  ['web.pem', 'pem', 'web.pem'],
  ['Web.PPK', 'ppk', 'Web.PPK'],
  ['../../etc/passwd', 'openssh', '-..-etc-passwd'],
  ['C:\\keys\\web', 'openssh', 'C--keys-web'],
  [' .. ', 'openssh', 'id_ed25519'],
  ['a\nb\0c', 'openssh', 'a-b-c'],
] as const)('a new key named %j as %s is proposed as %s', (name, to, proposed) => {
  expect(generatedName(name, { type: 'ed25519' }, to)).toBe(proposed);
});
