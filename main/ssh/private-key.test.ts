import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { sampleDsa, sampleEd448, sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { countKeyThreads } from '../key-worker/threads';
import { writePrivateKey } from '../keys/write';
import { readSigningKey } from './private-key';
import type { Ask } from './prompts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-signing-'));
afterAll(() => rmSync(folder, { recursive: true }));

const cheap = { memory: 64, passes: 1 };
const sealed = await writePrivateKey(sampleEd25519(Buffer.alloc(32, 3)), 'ppk', 'secret', cheap);
const answer = (async () => ({ kind: 'passphrase', passphrase: 'secret' })) as Ask;

function file(name: string, content: Uint8Array | string) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, name };
}

test('a protected key is opened to sign with', async () => {
  const key = await readSigningKey(file('sealed.ppk', sealed), answer);
  expect(key.type).toBe('ssh-ed25519');
  expect(key.isPrivateKey()).toBe(true);
});

test('Ed448, which ssh2 cannot sign with, is refused with the reason', async () => {
  const ed448 = await writePrivateKey(sampleEd448(Buffer.alloc(57, 3)), 'ppk', '');
  await expect(readSigningKey(file('ed448.ppk', ed448), answer)).rejects.toMatchObject({
    code: 'keys.unsupported',
    params: { kind: 'ssh-ed448', hint: 'puttyOnly' },
  });
});

test('DSA, which old servers may know nothing else of, signs', async () => {
  const dsa = await writePrivateKey(sampleDsa(77n), 'ppk', '');
  expect((await readSigningKey(file('dsa.ppk', dsa), answer)).type).toBe('ssh-dss');
});

test('a costly key holds nothing else up, and is left alone as soon as its session ends', async () => {
  const costly = sealed
    .toString('latin1')
    .replace('Memory: 64\nArgon2-Passes: 1\n', 'Memory: 8192\nArgon2-Passes: 2048\n');
  const ended = new AbortController();
  let over = false;
  const key = readSigningKey(file('costly.ppk', costly), answer, ended.signal).finally(() => {
    over = true;
  });
  // Some seconds of work for the thread; in this one a session's bytes would go on all the while.
  while (countKeyThreads() === 0) await setImmediate();
  for (let turn = 0; turn < 1000; turn += 1) await setImmediate();
  expect(over).toBe(false);
  ended.abort();
  await expect(key).rejects.toMatchObject({ code: 'keys.cancelled' });
  // A thread that an earlier test left idle ends after 10 s; the one at work would be there for 10 s more than its work.
  await vi.waitFor(() => expect(countKeyThreads()).toBe(0), { timeout: 12_000 });
});
