import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writePrivateFile } from '../../main/disk/write-private-file';
import { run } from '../fixtures/make-keys';

/** A filesystem of 64 KiB, which a test may fill or lock. Mounting needs root, as the peers' tests have. */
const mountPoint = mkdtempSync(join(tmpdir(), 'latchkey-small-'));

beforeAll(() => {
  run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mountPoint]);
});

afterAll(() => {
  run('umount', [mountPoint]);
  rmSync(mountPoint, { recursive: true });
});

test.each([true, false])(
  'a full disk is said to be full and nothing is left on it, asked to replace: %s',
  async (replace) => {
    const path = join(mountPoint, 'key.pem');
    const written = writePrivateFile(path, Buffer.alloc(100_000), { replace });
    await expect(written).rejects.toMatchObject({ code: 'files.disk-full', params: { path } });
    expect(readdirSync(mountPoint)).toEqual([]);
  },
);

test('a full disk leaves the file that was to be replaced as it was', async () => {
  const path = join(mountPoint, 'key.pem');
  writeFileSync(path, 'first');
  await expect(writePrivateFile(path, Buffer.alloc(100_000), { replace: true })).rejects.toMatchObject({
    code: 'files.disk-full',
  });
  expect(readdirSync(mountPoint)).toEqual(['key.pem']);
});

test('a read-only disk is said to be read-only', async () => {
  run('mount', ['-o', 'remount,ro', mountPoint]);
  try {
    const written = writePrivateFile(join(mountPoint, 'new.pem'), Buffer.alloc(9), { replace: false });
    await expect(written).rejects.toMatchObject({ code: 'files.read-only' });
  } finally {
    run('mount', ['-o', 'remount,rw', mountPoint]);
  }
});
