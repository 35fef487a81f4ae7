import { execFileSync, spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLimitedFile } from './read-limited-file';

const limit = 100;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-disk-'));
  path = join(folder, 'file');
});

afterEach(() => rm(folder, { recursive: true }));

test('a file up to the limit is read whole, one byte more is refused', async () => {
  writeFileSync(path, 'x'.repeat(limit));
  expect(await readLimitedFile(path, { limit })).toEqual(Buffer.from('x'.repeat(limit)));
  writeFileSync(path, 'x'.repeat(limit + 1));
  await expect(readLimitedFile(path, { limit })).rejects.toMatchObject({
    code: 'files.too-large',
    params: { path },
  });
});

test('a file of a terabyte is refused by its size', async () => {
  writeFileSync(path, '');
  truncateSync(path, 2 ** 40);
  await expect(readLimitedFile(path, { limit })).rejects.toMatchObject({ code: 'files.too-large' });
});

test('a missing file, a folder, a device and a pipe are each told apart', async () => {
  const codeOf = (name: string) =>
    readLimitedFile(name, { limit }).catch((error: { code: string }) => error.code);
  expect(await codeOf(path)).toBe('files.not-found');
  expect(await codeOf(folder)).toBe('files.is-folder');
  expect(await codeOf('/dev/zero')).toBe('files.not-a-file');
  execFileSync('mkfifo', [path]);
  expect(await codeOf(path)).toBe('files.not-a-file');
});

test('where pipes will do, a pipe is read to its end and an endless device up to the limit', async () => {
  execFileSync('mkfifo', [path]);
  const writer = spawn('sh', ['-c', `printf one > ${path}`]);
  expect(await readLimitedFile(path, { limit, pipes: true })).toEqual(Buffer.from('one'));
  writer.kill();
  await expect(readLimitedFile('/dev/zero', { limit, pipes: true })).rejects.toMatchObject({
    code: 'files.too-large',
  });
});
