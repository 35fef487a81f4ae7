import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keySummary } from '../../contract/keys';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { writePrivateKey, writePublicKey } from '../keys/write';
import { convertKeyFile, inspectKeyFile, inspectPrivateKeyFile } from './key-files';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-key-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = sampleEd25519(Buffer.alloc(32, 3), 'me');
const privatePath = join(folder, 'key');
const publicPath = join(folder, 'key.pub');
writeFileSync(privatePath, await writePrivateKey(key, 'openssh', ''));
writeFileSync(publicPath, writePublicKey(key, 'public', Buffer.from('me')));

test('what inspecting answers is what the contract declares', async () => {
  expect(keySummary.strict().parse(await inspectKeyFile(privatePath))).toMatchObject({ format: 'openssh' });
  expect(keySummary.strict().parse(await inspectKeyFile(publicPath))).toMatchObject({ format: 'public' });
});

test('where a private key is wanted, its public half is refused with the reason', async () => {
  await expect(inspectPrivateKeyFile(privatePath)).resolves.toMatchObject({ algorithm: 'ssh-ed25519' });
  await expect(inspectPrivateKeyFile(publicPath)).rejects.toMatchObject({ code: 'keys.public-key' });
});

test('an existing name is refused before anything is derived, a missing folder after; nothing is written', async () => {
  const taken = {
    path: privatePath,
    to: 'ppk',
    out: publicPath,
    replace: false,
    newPassphrase: 'secret',
  } as const;
  await expect(convertKeyFile(taken)).rejects.toMatchObject({ code: 'files.exists' });
  const out = join(folder, 'missing', 'key');
  await expect(convertKeyFile({ ...taken, out, to: 'ppk2' })).rejects.toMatchObject({
    code: 'files.no-folder',
  });
  expect(existsSync(join(folder, 'missing'))).toBe(false);
});

test('a key may be converted in place', async () => {
  const path = join(folder, 'in-place');
  writeFileSync(path, await writePrivateKey(key, 'openssh', ''));
  await convertKeyFile({ path, out: path, to: 'ppk', replace: true });
  expect(await inspectKeyFile(path)).toMatchObject({ format: 'ppk', comment: 'me' });
});
