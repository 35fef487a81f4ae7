import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConvertOptions } from '../../../contract/keys';
import { convertedFile } from '../../../contract/page';
import { sampleEcdsa, sampleEd25519 } from '../../../tests/fixtures/sample-keys';
import { writePrivateFile } from '../../disk/write-private-file';
import { convertKey } from '../../keys/convert';
import { inspectKey } from '../../keys/inspect';
import { writePrivateKey, writePublicKey } from '../../keys/write';
import { emptyKeyIndex } from '../../vault/key-index';
import type { AppContext } from '../context';
import { convertFile, type ManyOptions } from './convert-file';

// Node has no Electron; nothing of it is called here.
vi.mock('electron', () => ({ safeStorage: {} }));

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'latchkey-convert-'));
  mkdirSync(join(root, 'out'));
});
afterEach(() => rmSync(root, { recursive: true }));

const [one, two, three] = [1, 2, 3].map((seed) => sampleEd25519(Buffer.alloc(32, seed), `key ${seed}`));
const ecdsa = sampleEcdsa(0, 5n, 'ecdsa');
const openssh = (key: typeof one, passphrase = '') => writePrivateKey(key!, 'openssh', passphrase);

/** Converts as the sessions process does, in this process; an empty list. */
function contextOf(onConvert: () => void = () => {}): AppContext {
  const call = async (_: 'keys.convert', input: ConvertOptions & { path: string; out: string }) => {
    onConvert();
    const { bytes } = await convertKey(readFileSync(input.path), input);
    await writePrivateFile(input.out, bytes, { replace: false });
  };
  const context = { sessions: { call }, stores: { keys: { get: () => emptyKeyIndex } } };
  return context as unknown as AppContext;
}

async function convert(
  parts: Uint8Array[],
  options: Partial<ManyOptions> = {},
  signal = new AbortController().signal,
  context = contextOf(),
) {
  const path = join(root, 'bundle.pem');
  writeFileSync(path, Buffer.concat(parts), { mode: 0o600 });
  const files = await convertFile(
    context,
    path,
    { to: 'ppk', folder: join(root, 'out'), ...options },
    signal,
  );
  return files.map((file) => convertedFile.parse(file));
}

const commentOf = async (name: string) => (await inspectKey(readFileSync(join(root, 'out', name)))).comment;

test('every key of a file is written, under numbered names, each with its own entry', async () => {
  const name = 'bundle.pem';
  expect(await convert([await openssh(one), await openssh(two), await openssh(three)])).toEqual([
    { status: 'written', name, key: 1, out: 'bundle.ppk' },
    { status: 'written', name, key: 2, out: 'bundle-2.ppk' },
    { status: 'written', name, key: 3, out: 'bundle-3.ppk' },
  ]);
  expect(await commentOf('bundle.ppk')).toBe('key 1');
  expect(await commentOf('bundle-3.ppk')).toBe('key 3');
});

test('a file with one key has one entry, which names no number', async () => {
  expect(await convert([await openssh(one)])).toEqual([
    { status: 'written', name: 'bundle.pem', out: 'bundle.ppk' },
  ]);
});

test('every public key of a list is written', async () => {
  const lines = [one!, two!].map((key) => writePublicKey(key, 'public', key.comment));
  const outs = (await convert(lines, { to: 'rfc4716' })).map((file) => 'out' in file && file.out);
  expect(outs).toEqual(['bundle.pub', 'bundle-2.pub']);
});

test('a key that cannot be opened, or not be written so, leaves the others of its file', async () => {
  const locked = [await openssh(one, 'another'), await openssh(two), await openssh(three, 'typed')];
  expect(await convert(locked, { passphrase: 'typed' })).toMatchObject([
    { status: 'failed', key: 1, error: { code: 'keys.wrong-passphrase' } },
    { status: 'written', key: 2, out: 'bundle.ppk' },
    { status: 'written', key: 3, out: 'bundle-2.ppk' },
  ]);
  const mixed = [await openssh(one), await writePrivateKey(ecdsa, 'openssh', '')];
  expect(await convert(mixed, { to: 'pem' })).toMatchObject([
    { status: 'failed', key: 1, error: { code: 'keys.format-cannot-carry' } },
    { status: 'written', key: 2, out: 'bundle.pem' },
  ]);
});

test('a file that cannot be read has one entry', async () => {
  const key = await openssh(one);
  expect(await convert([key, key.subarray(0, 120)])).toEqual([
    { status: 'failed', name: 'bundle.pem', error: { code: 'keys.truncated', params: expect.anything() } },
  ]);
  expect(readdirSync(join(root, 'out'))).toEqual([]);
});

test('Cancel between two keys keeps the first, and tries nothing more', async () => {
  const controller = new AbortController();
  let calls = 0;
  const context = contextOf(() => {
    calls += 1;
    if (calls === 2) controller.abort();
  });
  const keys = [await openssh(one), await openssh(two, 'typed'), await openssh(three)];
  const files = await convert(keys, { passphrase: 'typed' }, controller.signal, context);
  expect(files).toEqual([{ status: 'written', name: 'bundle.pem', out: 'bundle.ppk' }]);
  expect(calls).toBe(2);
});
