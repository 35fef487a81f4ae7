import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { writePrivateKey, writePublicKey } from '../keys/write';
import { listFiles } from './list-files';
import { findInFolder, scanKeys } from './scan-keys';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-scan-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const key = sampleEd25519(Buffer.alloc(32, 3), 'me');
const openssh = await writePrivateKey(key, 'openssh', '');
const ppk = await writePrivateKey(sampleEd25519(Buffer.alloc(32, 4), 'me'), 'ppk', '');

function put(path: string, content: string | Uint8Array): string {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

const scan = (folders: string[], rest: Partial<Parameters<typeof scanKeys>[0]> = {}) =>
  scanKeys({ folders, known: [], skip: [], ...rest });
const names = (found: { path: string }[]) => found.map(({ path }) => basename(path)).sort();
const state = (path: string) => {
  const { size, mtimeMs } = statSync(path);
  return { path, size, modified: Math.trunc(mtimeMs) };
};

/** Root may read everything: for what another user may not, this process becomes one; a user's own folder is closed to itself. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const below = join(root, 'below');
  if (process.getuid?.() !== 0) {
    chmodSync(below, 0);
    return work().finally(() => chmodSync(below, 0o700));
  }
  process.seteuid?.(65_534);
  return work().finally(() => process.seteuid?.(0));
}

describe('what is found', () => {
  test('private keys of every kind, one folder below, and nothing else', async () => {
    put('id', openssh);
    put('below/putty.ppk', ppk);
    put('utf16.pem', Buffer.from(`\ufeff${openssh.toString()}`, 'utf16le'));
    put('below/deeper/too-deep', openssh);
    put('id.pub', writePublicKey(key, 'public', Buffer.from('me')));
    put('notes.txt', 'BEGIN OPENSSH PRIVATE KEY, they say');
    put('photo.jpg', Buffer.from([0xff, 0xd8, 0, 1, 2, 3]));
    put('empty', '');
    put('cut.pem', openssh.subarray(0, 120));
    put('large', Buffer.concat([openssh, Buffer.alloc(2 << 20, 'x')]));
    const { found, gone, unread } = await scan([root]);
    expect(names(found)).toEqual(['id', 'putty.ppk', 'utf16.pem']);
    expect(found.find(({ path }) => basename(path) === 'putty.ppk')).toMatchObject({
      ...state(join(root, 'below/putty.ppk')),
      summary: { format: 'ppk', algorithm: 'ssh-ed25519' },
    });
    expect([gone, unread]).toEqual([[], []]);
  });

  test.skipIf(process.platform === 'win32')('pipes and sockets are never opened', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const server = createServer().listen(join(root, 'socket'));
    put('id', openssh);
    expect(names((await scan([root])).found)).toEqual(['id']);
    expect(await findInFolder(root)).toEqual([join(root, 'id')]);
    server.close();
  });

  test.skipIf(process.platform === 'win32')(
    'a file met twice is found once, a loop of folders ends',
    async () => {
      const file = put('a/id', openssh);
      symlinkSync(file, join(root, '0-link'));
      symlinkSync(root, join(root, 'a', 'loop'));
      symlinkSync(join(root, 'a'), join(root, 'again'));
      symlinkSync(join(root, 'nowhere'), join(root, 'broken'));
      expect((await scan([root, join(root, 'a'), root])).found).toHaveLength(1);
    },
  );

  test('a folder within another is searched as deep as it would be by itself', async () => {
    put('inner/below/id', openssh);
    expect((await scan([root])).found).toEqual([]);
    expect(names((await scan([root, join(root, 'inner')])).found)).toEqual(['id']);
  });
});

describe('what is known', () => {
  test('is not read again so long as it is as it was, wherever it lies', async () => {
    const [here, elsewhere] = [put('searched/id', openssh), put('elsewhere/putty.ppk', ppk)];
    const known = [state(here), state(elsewhere)];
    const same = await scan([join(root, 'searched')], { known });
    expect(same).toEqual({ found: known.map((file) => ({ ...file, summary: null })), gone: [], unread: [] });

    utimesSync(elsewhere, 1, 1);
    const { found } = await scan([], { known });
    expect(found).toMatchObject([
      { path: here, summary: null },
      { path: elsewhere, modified: 1000, summary: { format: 'ppk' } },
    ]);
  });

  test('is found as it is now, however little its beginning looks like a key', async () => {
    const notes = 'These notes were longer before.\n'.repeat(1_000);
    const file = put('1', `${notes}${openssh}`);
    const { found, gone } = await scan([], { known: [{ path: file, size: 0, modified: 0 }] });
    expect(found).toMatchObject([{ path: file, summary: { algorithm: 'ssh-ed25519' } }]);
    expect(gone).toEqual([]);
  });

  test('is gone when it is no private key any more', async () => {
    const [deleted, overwritten, folder] = [put('1', openssh), put('2', openssh), put('3', openssh)];
    const known = [deleted, overwritten, folder].map(state);
    rmSync(deleted);
    writeFileSync(overwritten, 'not any more');
    rmSync(folder);
    mkdirSync(folder);
    expect(await scan([root], { known })).toEqual({
      found: [],
      gone: [deleted, overwritten, folder],
      unread: [],
    });
  });

  test.skipIf(process.platform === 'win32')('is not found again by another name', async () => {
    const file = put('elsewhere/id', openssh);
    mkdirSync(join(root, 'searched'));
    symlinkSync(file, join(root, 'searched', 'link'));
    const folders = [join(root, 'searched')];
    expect((await scan(folders)).found).toHaveLength(1);
    expect(names((await scan(folders, { known: [state(file)] })).found)).toEqual(['id']);
    expect((await scan(folders, { skip: [file] })).found).toEqual([]);
  });

  test('is left alone once it was taken off the list', async () => {
    const file = put('id', openssh);
    expect((await scan([root], { skip: [file] })).found).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('a folder that is not there is named', async () => {
    put('id', openssh);
    const missing = join(root, 'missing');
    const { found, unread } = await scan([missing, root]);
    expect(names(found)).toEqual(['id']);
    expect(unread).toEqual([{ folder: missing, code: 'files.not-found' }]);
  });

  test.skipIf(process.platform === 'win32')('a folder without permission is named, below too', async () => {
    put('below/id', openssh);
    put('id', openssh);
    chmodSync(root, 0o755);
    chmodSync(join(root, 'below'), 0o700);
    const { found, unread } = await asNobody(() => scan([root]));
    expect(names(found)).toEqual(['id']);
    expect(unread).toEqual([{ folder: join(root, 'below'), code: 'files.no-permission' }]);
  });

  test('a folder of too many files is named, and read as far as that', async () => {
    for (let at = 0; at < 6; at += 1) put(`${at}`, openssh);
    const { files, unread } = await listFiles([root], { deep: true, limit: 5 });
    expect(files).toHaveLength(5);
    expect(unread).toEqual([{ folder: root, code: 'keys.too-many-files' }]);
    expect((await listFiles([root], { deep: true, limit: 6 })).unread).toEqual([]);
  });

  test('of too many files in the folders below, the one above them is named once; another is searched all the same', async () => {
    for (let at = 0; at < 6; at += 1) put(`large/${at}/id`, openssh);
    put('small/id', openssh);
    const folders = [join(root, 'large'), join(root, 'small')];
    const { files, unread } = await listFiles(folders, { deep: true, limit: 8 });
    expect(unread).toEqual([{ folder: join(root, 'large'), code: 'keys.too-many-files' }]);
    expect(files).toHaveLength(3);
    expect(files.at(-1)?.path).toBe(join(root, 'small', 'id'));
  });
});

test('the search tells its progress and ends when it is cancelled', async () => {
  for (let at = 0; at < 120; at += 1) put(`${at}`, openssh);
  const controller = new AbortController();
  const told: number[] = [];
  const onProgress = ({ done = 0, total }: { done?: number; total?: number }): void => {
    expect(total).toBe(120);
    told.push(done);
    if (done === 50) controller.abort();
  };
  const cancelled = scanKeys(
    { folders: [root], known: [], skip: [] },
    { onProgress, signal: controller.signal },
  );
  await expect(cancelled).rejects.toMatchObject({ code: 'keys.cancelled' });
  expect(told).toEqual([0, 50]);
  const before = scanKeys({ folders: [root], known: [], skip: [] }, { signal: AbortSignal.abort() });
  await expect(before).rejects.toMatchObject({ code: 'keys.cancelled' });
});

test('a newer search ends the one under way: it knows the folders that are meant now', async () => {
  put('id', openssh);
  const first = scan([root]);
  const second = scan([root]);
  await expect(first).rejects.toMatchObject({ code: 'keys.cancelled' });
  expect((await second).found).toHaveLength(1);
  expect((await scan([root])).found).toHaveLength(1);
});

test('of a folder to convert, what looks like a private key is found, a broken one too', async () => {
  const [whole, broken] = [put('b', openssh), put('a', openssh.subarray(0, 120))];
  put('id.pub', writePublicKey(key, 'public', Buffer.from('me')));
  put('notes.txt', 'nothing');
  put('below/id', openssh);
  expect(await findInFolder(root)).toEqual([broken, whole]);
  await expect(findInFolder(join(root, 'missing'))).rejects.toMatchObject({ code: 'files.not-found' });
});

test('of a folder that could not be read to its end, nothing is converted in silence', async () => {
  for (let at = 0; at < 6; at += 1) put(`${at}`, openssh);
  const tooMany = { code: 'keys.too-many-files', params: { path: root } };
  await expect(findInFolder(root, { limit: 5 })).rejects.toMatchObject(tooMany);
  expect(await findInFolder(root, { limit: 6 })).toHaveLength(6);
});
