import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { convertResult, keySummary } from '../../contract/keys';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { writePrivateKey, writePublicKey } from '../keys/write';
import { convertKeyFile, generateKeyFile, inspectKeyFile, inspectPrivateKeyFile } from './key-files';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-key-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const key = sampleEd25519(Buffer.alloc(32, 3), 'me');
const privatePath = join(folder, 'key');
const publicPath = join(folder, 'key.pub');
writeFileSync(privatePath, await writePrivateKey(key, 'openssh', ''), { mode: 0o600 });
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

test('a private key that others may read is said to be, a public one not', async () => {
  const path = join(folder, 'open-to-all');
  writeFileSync(path, readFileSync(privatePath));
  chmodSync(path, 0o644);
  expect((await inspectKeyFile(path)).warnings).toEqual([{ code: 'readable-by-others' }]);
  chmodSync(path, 0o600);
  expect((await inspectKeyFile(path)).warnings).toEqual([]);
  chmodSync(publicPath, 0o644);
  expect((await inspectKeyFile(publicPath)).warnings).toEqual([{ code: 'public-only' }]);
});

describe('where a conversion in place does not come to its end, the old file is still there, and nothing else', () => {
  const path = join(mkdtempSync(join(folder, 'kept-')), 'key.ppk');
  const convert = (signal?: AbortSignal) => {
    const ppk = { memory: 8192, passes: 2048 };
    const input = { path, out: path, to: 'ppk', replace: true, newPassphrase: 'new', ppk } as const;
    return convertKeyFile(input, { signal, onProgress: () => controller.abort() });
  };
  let controller: AbortController;

  test('cancelled in the middle of the derivation', async () => {
    writeFileSync(path, readFileSync(privatePath), { mode: 0o600 });
    controller = new AbortController();
    await expect(convert(controller.signal)).rejects.toMatchObject({ code: 'keys.cancelled' });
    expect(readFileSync(path)).toEqual(readFileSync(privatePath));
    expect(readdirSync(join(path, '..'))).toEqual(['key.ppk']);
  });

  test('with a wrong passphrase', async () => {
    const sealed = await writePrivateKey(key, 'ppk2', 'secret');
    writeFileSync(path, sealed);
    const input = {
      path,
      out: path,
      to: 'ppk2',
      replace: true,
      passphrase: 'wrong',
      newPassphrase: null,
    } as const;
    await expect(convertKeyFile(input)).rejects.toMatchObject({ code: 'keys.wrong-passphrase' });
    expect(readFileSync(path)).toEqual(sealed);
  });
});

describe('generating', () => {
  const kind = { type: 'ed25519' } as const;

  test('writes a file that its owner alone may read, protected as asked', async () => {
    const out = join(folder, 'generated');
    const input = { kind, out, to: 'ppk', replace: false, newPassphrase: 'secret', comment: 'mine' } as const;
    const ppk = { kdf: 'argon2i', memory: 64, passes: 2 } as const;
    const result = await generateKeyFile({ ...input, ppk });
    expect(convertResult.strict().parse(result)).toMatchObject({ out, format: 'ppk', encrypted: true });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(await inspectKeyFile(out, 'secret')).toMatchObject({
      comment: 'mine',
      publicKey: result.publicKey,
      kdf: 'argon2i',
      kdfCost: { memory: 64, passes: 2, parallelism: 1 },
    });
  });

  test('refuses a name that is taken, and a form that the key does not have; nothing is written', async () => {
    const taken = { kind, out: publicPath, to: 'openssh', replace: false, newPassphrase: null } as const;
    await expect(generateKeyFile(taken)).rejects.toMatchObject({ code: 'files.exists' });
    const out = join(folder, 'never');
    await expect(generateKeyFile({ ...taken, out, to: 'pem' })).rejects.toMatchObject({
      code: 'keys.format-cannot-carry',
    });
    expect(existsSync(out)).toBe(false);
  });
});
