import { constants } from 'node:fs';
import {
  chmod,
  link,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileState } from './file-state';
import { icaclsArguments } from './owner-only';
import { preparePrivateFile, writePrivateFile } from './write-private-file';

const secret = Buffer.from('secret');
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-disk-'));
  path = join(folder, 'key.pem');
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true });
});

/** A filesystem without hard links, such as FAT. */
const noHardLinks: typeof link = async () => {
  throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
};

describe.each([
  { on: 'a filesystem with hard links', hardLink: link },
  { on: 'a filesystem without hard links', hardLink: noHardLinks },
])('on $on', ({ hardLink }) => {
  test('a new file holds the bytes, only its owner may read it, and nothing else is left', async () => {
    await writePrivateFile(path, secret, { replace: false, hardLink });
    expect(await readFile(path)).toEqual(secret);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(path)).nlink).toBe(1);
    expect(await readdir(folder)).toEqual(['key.pem']);
  });

  test('an existing file stays as it is', async () => {
    await writeFile(path, 'first');
    const written = writePrivateFile(path, secret, { replace: false, hardLink });
    await expect(written).rejects.toMatchObject({ code: 'files.exists', params: { path } });
    expect(await readFile(path, 'utf8')).toBe('first');
    expect(await readdir(folder)).toEqual(['key.pem']);
  });

  test('of many that write the same new name at once, exactly one does', async () => {
    const writers = Array.from({ length: 20 }, (_, index) =>
      writePrivateFile(path, Buffer.from(`writer ${index}`), { replace: false, hardLink }),
    );
    const results = await Promise.allSettled(writers);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(`writer ${winner}`);
    expect(await readdir(folder)).toEqual(['key.pem']);
  });
});

test('replacing takes the place of a file and drops the mode that it had', async () => {
  await writeFile(path, 'first', { mode: 0o644 });
  await writePrivateFile(path, secret, { replace: true });
  expect(await readFile(path)).toEqual(secret);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['key.pem']);
});

test.each<[string, () => Promise<void>]>([
  ['written', () => writeFile(path, 'longer than first')],
  ['written with as many bytes', () => utimes(path, 1, 1)],
  ['replaced by one as old', replaceByTwin],
])('a file that was %s meanwhile stays as it is', async (_, change) => {
  await writeFile(path, 'first');
  await utimes(path, 0, 0);
  const unchanged = await fileState(path);
  await change();
  const before = await readFile(path);
  await expect(writePrivateFile(path, secret, { replace: true, unchanged })).rejects.toMatchObject({
    code: 'files.changed',
    params: { path },
  });
  expect(await readFile(path)).toEqual(before);
  expect(await readdir(folder)).toEqual(['key.pem']);
  const now = await fileState(path);
  await writePrivateFile(path, secret, { replace: true, unchanged: now });
  expect(await readFile(path)).toEqual(secret);
});

async function replaceByTwin(): Promise<void> {
  const twin = join(folder, 'twin');
  await writeFile(twin, 'other');
  await utimes(twin, 0, 0);
  await rename(twin, path);
}

test('a symbolic link is never followed: it counts as a file, and is replaced itself', async () => {
  const elsewhere = join(folder, 'elsewhere');
  await writeFile(elsewhere, 'public place');
  await symlink(elsewhere, path);
  await expect(writePrivateFile(path, secret, { replace: false })).rejects.toMatchObject({
    code: 'files.exists',
  });
  await writePrivateFile(path, secret, { replace: true });
  expect((await lstat(path)).isFile()).toBe(true);
  expect(await readFile(elsewhere, 'utf8')).toBe('public place');
});

test('a broken link counts as a file too', async () => {
  await symlink(join(folder, 'nowhere'), path);
  await expect(writePrivateFile(path, secret, { replace: false })).rejects.toMatchObject({
    code: 'files.exists',
  });
  await expect(lstat(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each([true, false])('a folder is not replaced, asked to replace: %s', async (replace) => {
  await mkdir(path);
  await expect(writePrivateFile(path, secret, { replace })).rejects.toMatchObject({
    code: 'files.is-folder',
  });
  expect(await readdir(folder)).toEqual(['key.pem']);
});

test('a device is not replaced, not even by root through a link', async () => {
  await symlink('/dev/null', path);
  await expect(writePrivateFile(path, secret, { replace: true })).rejects.toMatchObject({
    code: 'files.not-a-file',
  });
  await expect(writePrivateFile('/dev/null', secret, { replace: true })).rejects.toMatchObject({
    code: 'files.not-a-file',
  });
  expect((await stat('/dev/null')).mode & constants.S_IFMT).toBe(constants.S_IFCHR);
});

test('a folder that does not exist is named', async () => {
  const missing = join(folder, 'missing');
  await expect(writePrivateFile(join(missing, 'key'), secret, { replace: false })).rejects.toMatchObject({
    code: 'files.no-folder',
    params: { path: missing },
  });
});

test('a file where a folder should be is named', async () => {
  await writeFile(path, 'a file');
  await expect(writePrivateFile(join(path, 'key'), secret, { replace: false })).rejects.toMatchObject({
    code: 'files.no-folder',
    params: { path },
  });
});

test('without permission nothing is written', async () => {
  // root may write into a folder of mode 0500, but nobody into the kernel's own.
  const closed = process.getuid?.() === 0 ? '/sys/kernel' : folder;
  await chmod(folder, 0o500);
  await expect(writePrivateFile(join(closed, 'key'), secret, { replace: false })).rejects.toMatchObject({
    code: 'files.no-permission',
  });
});

test('a name that is too long is said to be', async () => {
  await expect(
    writePrivateFile(join(folder, 'k'.repeat(300)), secret, { replace: true }),
  ).rejects.toMatchObject({
    code: 'files.name-too-long',
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a name as long as the filesystem allows is written', async () => {
  const longest = join(folder, 'k'.repeat(255));
  await writePrivateFile(longest, secret, { replace: false });
  expect(await readFile(longest)).toEqual(secret);
});

describe('a prepared file', () => {
  test.each([0, 3, 6, 8192])('with %s bytes reserved holds exactly what was committed', async (reserved) => {
    const file = await preparePrivateFile(path, reserved, { replace: false });
    const [temporary = ''] = await readdir(folder);
    expect(await stat(join(folder, temporary))).toMatchObject({ size: reserved, mode: 0o100600 });
    await file.commit(secret);
    await file.discard();
    expect(await readFile(path)).toEqual(secret);
    expect(await readdir(folder)).toEqual(['key.pem']);
  });

  test('leaves nothing behind when it is discarded', async () => {
    const file = await preparePrivateFile(path, 8192, { replace: false });
    await file.discard();
    expect(await readdir(folder)).toEqual([]);
  });

  test('leaves the file that it would have replaced as it was', async () => {
    await writeFile(path, 'first');
    const file = await preparePrivateFile(path, 8192, { replace: true });
    await file.discard();
    expect(await readFile(path, 'utf8')).toBe('first');
  });
});

test('on Windows the access list names the owner alone', () => {
  expect(icaclsArguments('C:\\keys\\my key.ppk', 'DESK\\Kim')).toEqual([
    'C:\\keys\\my key.ppk',
    '/inheritance:r',
    '/grant:r',
    'DESK\\Kim:F',
  ]);
});
