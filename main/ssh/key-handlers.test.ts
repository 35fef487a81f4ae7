import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type KeyProgress, keyProgress } from '../../contract/keys';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { writePrivateKey } from '../keys/write';
import { keyHandlers } from './key-handlers';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-handlers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'key');
writeFileSync(path, await writePrivateKey(sampleEd25519(Buffer.alloc(32, 3), 'me'), 'openssh', ''), {
  mode: 0o600,
});

function handlers() {
  const events: KeyProgress[] = [];
  return { events, handle: keyHandlers((progress) => events.push(keyProgress.strict().parse(progress))) };
}

const protect = { path, to: 'openssh', replace: false, newPassphrase: 'secret' } as const;

test('a job tells its progress under its id, up to the end', async () => {
  const { events, handle } = handlers();
  const jobId = randomUUID();
  await handle['keys.convert']({ ...protect, out: join(folder, 'protected'), jobId }, []);
  expect(events.at(-1)).toEqual({ jobId, fraction: 1 });
});

test('keys.cancel ends a job, which has written nothing', async () => {
  const jobId = randomUUID();
  const out = join(folder, 'cancelled');
  const ppk = { memory: 8192, passes: 2048 };
  // The first report comes out of the derivation.
  const handle = keyHandlers(() => void handle['keys.cancel']({ jobId }, []));
  const converted = handle['keys.convert']({ ...protect, to: 'ppk', ppk, out, jobId }, []);
  await expect(converted).rejects.toMatchObject({ code: 'keys.cancelled' });
  expect(existsSync(out)).toBe(false);
});

test('a generation is cancelled while the key is being made', async () => {
  const { handle } = handlers();
  const jobId = randomUUID();
  const out = join(folder, 'generated');
  const kind = { type: 'rsa', bits: 4096 } as const;
  const input = { kind, to: 'openssh', out, replace: false, newPassphrase: null, jobId } as const;
  const generated = handle['keys.generate'](input, []);
  handle['keys.cancel']({ jobId }, []);
  await expect(generated).rejects.toMatchObject({ code: 'keys.cancelled' });
  expect(existsSync(out)).toBe(false);
});

test('keys.endAll ends work that nobody watches: when it answers, nothing is left of it', async () => {
  const { handle } = handlers();
  const own = join(folder, 'ended');
  mkdirSync(own);
  const ppk = { memory: 8192, passes: 2048 };
  const converted = handle['keys.convert']({ ...protect, to: 'ppk', ppk, out: join(own, 'key.ppk') }, []);
  const failed = expect(converted).rejects.toMatchObject({ code: 'keys.cancelled' });
  await handle['keys.endAll'](null, []);
  expect(readdirSync(own)).toEqual([]);
  await failed;
});

test('keys.restrict takes the rights of others away', async () => {
  const { handle } = handlers();
  chmodSync(path, 0o644);
  expect(await handle['keys.inspect']({ path }, [])).toMatchObject({
    warnings: [{ code: 'readable-by-others' }],
  });
  await handle['keys.restrict']({ path }, []);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(await handle['keys.inspect']({ path }, [])).toMatchObject({ warnings: [] });
});

test('an error names a file, never the folder that it lies in', async () => {
  const { handle } = handlers();
  const gone = join(folder, 'gone');
  const named = { code: 'files.not-found', params: { path: 'gone' } };
  await expect(handle['keys.inspect']({ path: gone }, [])).rejects.toMatchObject(named);
  await expect(handle['keys.restrict']({ path: gone }, [])).rejects.toMatchObject(named);
  const taken = { path, out: path, to: 'openssh', replace: false } as const;
  await expect(handle['keys.convert'](taken, [])).rejects.toMatchObject({
    code: 'files.exists',
    params: { path: 'key' },
  });
});
