import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { writePrivateKey } from '../keys/write';
import type * as KeyFiles from './key-files';
import { scanKeys } from './scan-keys';

// No file is known that makes the reader fail in a way it should not: one is made up.
vi.mock('./key-files', async (original) => {
  const real = await original<typeof KeyFiles>();
  return {
    ...real,
    inspectPrivateKeyFile: (path: string) => {
      if (basename(path) === 'strange') throw new TypeError('unexpected “secret bytes”');
      return real.inspectPrivateKeyFile(path);
    },
  };
});

const root = mkdtempSync(join(tmpdir(), 'latchkey-scan-'));
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

test('a file that fails in a way nobody thought of is passed over, and logged without its contents', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const key = await writePrivateKey(sampleEd25519(Buffer.alloc(32, 3)), 'openssh', '');
  for (const name of ['a', 'strange', 'z']) writeFileSync(join(root, name), key);
  const { found } = await scanKeys({ folders: [root], known: [], skip: [] });
  expect(found.map(({ path }) => basename(path)).sort()).toEqual(['a', 'z']);
  expect(logged).toHaveBeenCalledOnce();
  expect(String(logged.mock.calls[0])).toContain('TypeError');
  expect(String(logged.mock.calls[0])).not.toContain('secret bytes');
});
