import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openStore } from './store';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

const today = z.object({ names: z.array(z.string()) });
const version1 = z.array(z.string()).transform((names) => ({ names }));
const open = () => openStore(folder, 'things', 2, today, { names: [] }, { 1: version1 });
const put = (file: unknown) => writeFile(join(folder, 'things.json'), JSON.stringify(file));

test('a file of an earlier version is read, stays as it is, and is of today’s version with the next change', async () => {
  await put({ version: 1, value: ['a'] });
  const store = await open();
  expect(store.get()).toEqual({ names: ['a'] });
  expect(store.putAside).toBeNull();
  expect(JSON.parse(await readFile(join(folder, 'things.json'), 'utf8'))).toEqual({
    version: 1,
    value: ['a'],
  });
  await store.set({ names: ['a', 'b'] });
  expect((await open()).get()).toEqual({ names: ['a', 'b'] });
  expect(JSON.parse(await readFile(join(folder, 'things.json'), 'utf8'))).toMatchObject({ version: 2 });
  expect(await readdir(folder)).toEqual(['things.json']);
});

test.each([
  ['a later version', { version: 3, value: { names: [] } }],
  ['an earlier version that holds something else', { version: 1, value: { names: [] } }],
  ['no version', { value: { names: [] } }],
  ['a version that is the name of something else', { version: 'constructor', value: [] }],
])('a file of %s is put aside', async (_, file) => {
  await put(file);
  const store = await open();
  expect(store.get()).toEqual({ names: [] });
  expect(store.putAside).toMatch(/things\.json\.unreadable-/);
  expect(JSON.parse(await readFile(store.putAside!, 'utf8'))).toEqual(file);
});
