import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { haveOthersRights, takeOthersRights } from './others-rights';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-rights-'));
  path = join(folder, 'key');
  writeFileSync(path, 'secret');
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  [0o600, 0o600, false],
  [0o400, 0o400, false],
  [0o640, 0o600, true],
  [0o604, 0o600, true],
  [0o444, 0o400, true],
  [0o777, 0o600, true],
])('mode %o: others’ rights are seen, and taken', async (mode, after, others) => {
  chmodSync(path, mode);
  expect(await haveOthersRights(path)).toBe(others);
  await takeOthersRights(path);
  expect(statSync(path).mode & 0o7777).toBe(after);
  expect(await haveOthersRights(path)).toBe(false);
});

test('a link means what it leads to', async () => {
  chmodSync(path, 0o644);
  const link = join(folder, 'link');
  symlinkSync(path, link);
  expect(await haveOthersRights(link)).toBe(true);
  await takeOthersRights(link);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('what is no file, or not there, is said', async () => {
  await expect(takeOthersRights(folder)).rejects.toMatchObject({
    code: 'files.not-a-file',
    params: { path: folder },
  });
  const missing = join(folder, 'missing');
  await expect(takeOthersRights(missing)).rejects.toMatchObject({ code: 'files.not-found' });
  await expect(haveOthersRights(missing)).rejects.toMatchObject({ code: 'files.not-found' });
});
