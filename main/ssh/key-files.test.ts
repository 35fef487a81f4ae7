import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { convertResult, keySummary } from '../../contract/keys';
import { sampleEcdsa, sampleEd25519 } from '../../tests/fixtures/sample-keys';
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

describe('a file that holds more than the key is not replaced by the key', () => {
  const path = join(folder, 'several');
  const linked = join(folder, 'linked');
  const more: [string, Promise<Uint8Array | string>][] = [
    ['another key', writePrivateKey(key, 'pkcs8', '')],
    [
      'a key of an unsupported kind',
      Promise.resolve('-----BEGIN FOREIGN PRIVATE KEY-----\nAAAA\n-----END FOREIGN PRIVATE KEY-----\n'),
    ],
    [
      'an X.509 certificate',
      Promise.resolve('-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n'),
    ],
  ];

  test.each(more)('%s', async (_, other) => {
    const content = Buffer.concat([readFileSync(privatePath), Buffer.from(await other)]);
    writeFileSync(path, content);
    rmSync(linked, { force: true });
    symlinkSync(path, linked);
    for (const [from, out] of [
      [path, path],
      [linked, path],
      [path, join(folder, '.', 'several')],
    ] as const) {
      const input = { path: from, out, to: 'ppk', replace: true } as const;
      await expect(convertKeyFile(input)).rejects.toMatchObject({ code: 'keys.holds-more' });
      await expect(convertKeyFile({ ...input, index: 0 })).rejects.toMatchObject({ code: 'keys.holds-more' });
    }
    expect(readFileSync(path)).toEqual(content);
    await convertKeyFile({ path, out: join(folder, 'beside'), to: 'ppk', replace: true });
  });

  test('a private key, by its public half', async () => {
    const content = await writePrivateKey(key, 'openssh', '');
    writeFileSync(path, content);
    const input = { path, out: path, to: 'public', replace: true } as const;
    await expect(convertKeyFile(input)).rejects.toMatchObject({ code: 'keys.holds-more' });
    expect(readFileSync(path)).toEqual(content);
  });

  test('a list of public keys', async () => {
    const content = Buffer.concat([readFileSync(publicPath), Buffer.from('# the old laptop\n')]);
    writeFileSync(path, content);
    const input = { path, out: path, to: 'rfc4716', replace: true } as const;
    await expect(convertKeyFile(input)).rejects.toMatchObject({ code: 'keys.holds-more' });
    expect(readFileSync(path)).toEqual(content);
  });

  test('the parameters of a curve are no more than the key says', async () => {
    const parameters = '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    writeFileSync(path, parameters + (await writePrivateKey(sampleEcdsa(0, 9n), 'pem', '')).toString());
    await convertKeyFile({ path, out: path, to: 'ppk', replace: true });
    expect(await inspectKeyFile(path)).toMatchObject({ format: 'ppk' });
  });

  test('a bare DER file is one key', async () => {
    const pem = (await writePrivateKey(key, 'pkcs8', '')).toString();
    writeFileSync(path, Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64'));
    await convertKeyFile({ path, out: path, to: 'ppk', replace: true });
    expect(await inspectKeyFile(path)).toMatchObject({ format: 'ppk' });
  });
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
