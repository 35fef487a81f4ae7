import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
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
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { openKey, type Protection } from '../keys/key-file';
import { writePublicLine } from '../keys/public-files';
import { readKeyFile } from '../keys/read';
import { writePrivateKey } from '../keys/write';
import { changePassphrase } from './rewrite-key';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-rewrite-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'id');
const key = sampleEd25519(Buffer.alloc(32, 3), 'me');
const locked = await writePrivateKey(key, 'openssh', 'old');
const open = await writePrivateKey(key, 'openssh', '');
const ppk = await writePrivateKey(key, 'ppk', '');
const publicLine = writePublicLine(key, Buffer.alloc(0)).toString('latin1');
beforeEach(() => writeFileSync(path, locked, { mode: 0o600 }));

const publicKey = (passphrase: string): string =>
  execFileSync('ssh-keygen', ['-y', '-P', passphrase, '-f', path], { encoding: 'utf8', stdio: 'pipe' });

test('a new passphrase takes the place of the old one, and none takes it away', async () => {
  const before = publicKey('old');
  await changePassphrase({ path, passphrase: 'old', newPassphrase: 'new' });
  expect(publicKey('new')).toBe(before);
  expect(() => publicKey('old')).toThrow();
  await changePassphrase({ path, passphrase: 'new', newPassphrase: null });
  expect(publicKey('')).toBe(before);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('the old file stays as it was where its passphrase is wrong or missing', async () => {
  await expect(changePassphrase({ path, passphrase: 'x', newPassphrase: 'new' })).rejects.toMatchObject({
    code: 'keys.wrong-passphrase',
  });
  await expect(changePassphrase({ path, newPassphrase: 'new' })).rejects.toMatchObject({
    code: 'keys.passphrase-needed',
  });
  expect(readFileSync(path)).toEqual(locked);
});

describe('a file that holds more than its key is not rewritten', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n';
  const line = `${publicLine} me\n`;
  const sshcom =
    '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n';
  const dhParameters = '-----BEGIN DH PARAMETERS-----\nMAYCAQ==\n-----END DH PARAMETERS-----\n';
  test.each([
    ['PEM and a certificate', [open, certificate]],
    ['PEM and a certificate between four dashes', [open, certificate.replaceAll('-----', '----')]],
    ['PEM and a certificate between em dashes', [open, certificate.replaceAll('-----', '——')]],
    ['PEM and a certificate without its end', [open, certificate.slice(0, 40)]],
    ['PEM twice', [open, open]],
    ['PEM and other parameters', [dhParameters, open]],
    ['PEM and PPK', [open, ppk]],
    ['PEM and a public key', [open, line]],
    ['a note and PEM', ['the key of the old server\n', open]],
    ['PEM and a note', [open, 'the key of the old server\n']],
    ['PPK and PEM', [ppk, open]],
    ['PPK twice', [ppk, ppk]],
    ['PPK and a certificate', [ppk, certificate]],
    ['PPK and a key of ssh.com', [ppk, sshcom]],
    ['PPK and a public key', [ppk, line]],
    ['a note and PPK', ['the key of the old server\n', ppk]],
    ['PPK and a note', [ppk, 'the key of the old server\n']],
  ])('%s', async (_, parts) => {
    const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
    writeFileSync(path, content);
    const changed = changePassphrase({ path, newPassphrase: 'new' });
    await expect(changed).rejects.toMatchObject({ code: 'keys.holds-more' });
    expect(readFileSync(path)).toEqual(content);
  });
});

test.each([
  ['white space', ['\n\n', open, ' \r\n\t\n']],
  ['white space around a PPK', ['\r\n', ppk, '\n \n']],
  [
    'the parameters of the curve',
    ['-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n', open],
  ],
])('nothing is lost with %s', async (_, parts) => {
  writeFileSync(path, Buffer.concat(parts.map((part) => Buffer.from(part))));
  await changePassphrase({ path, newPassphrase: 'new' });
  const [file] = readKeyFile(readFileSync(path));
  expect(file).toMatchObject({ kind: 'private', protection: { cipher: expect.stringContaining('aes256') } });
});

test('a form that is only read is said to be so', async () => {
  const pkcs8 = (await writePrivateKey(key, 'pkcs8', '')).toString('latin1');
  const der = Buffer.from(pkcs8.replace(/-----.*-----/g, ''), 'base64');
  writeFileSync(path, der);
  const changed = changePassphrase({ path, newPassphrase: 'new' });
  await expect(changed).rejects.toMatchObject({ code: 'keys.not-rewritable' });
  expect(readFileSync(path)).toEqual(der);
});

test('a public key stays one', async () => {
  writeFileSync(path, publicLine);
  const changed = changePassphrase({ path, newPassphrase: 'new' });
  await expect(changed).rejects.toMatchObject({ code: 'keys.public-key' });
  expect(readFileSync(path, 'latin1')).toBe(publicLine);
});

test('a PPK keeps its certificate', async () => {
  writeFileSync(path, publicLine);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, 'ca')]);
  writeFileSync(`${path}.pub`, publicLine);
  execFileSync('ssh-keygen', ['-q', '-s', join(folder, 'ca'), '-I', 'name', `${path}.pub`]);
  const certificate = Buffer.from(readFileSync(`${path}-cert.pub`, 'latin1').split(' ')[1]!, 'base64');
  writeFileSync(path, await writePrivateKey({ ...key, certificate }, 'ppk', ''));
  await changePassphrase({ path, newPassphrase: 'new' });
  const [file] = readKeyFile(readFileSync(path));
  if (file.kind !== 'private') throw new Error('No private key');
  expect(file.certificate).toEqual(certificate);
  expect(await openKey(file, 'new')).toMatchObject({ algorithm: 'ssh-ed25519', certificate });
});

describe('what happens to the file meanwhile', () => {
  test('what another program wrote stays', async () => {
    const onProgress = (): void => writeFileSync(path, open);
    const changed = changePassphrase({ path, passphrase: 'old', newPassphrase: 'new' }, { onProgress });
    await expect(changed).rejects.toMatchObject({ code: 'files.changed', params: { path } });
    expect(readFileSync(path)).toEqual(open);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('of two rewrites at once the second finds what the first has left', async () => {
    const link = join(folder, 'second');
    symlinkSync(path, link);
    const outcomes = await Promise.allSettled([
      changePassphrase({ path, passphrase: 'old', newPassphrase: 'first' }),
      changePassphrase({ path: link, passphrase: 'old', newPassphrase: 'second' }),
    ]);
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'done'));
    expect(codes.toSorted()).toEqual(['done', 'keys.wrong-passphrase']);
    expect(publicKey(codes[0] === 'done' ? 'first' : 'second')).toContain('ssh-ed25519');
  });

  test('who waits can be cancelled, and nobody after is kept waiting', async () => {
    const controller = new AbortController();
    const first = changePassphrase({ path, passphrase: 'old', newPassphrase: 'new' });
    const second = changePassphrase(
      { path, passphrase: 'new', newPassphrase: null },
      { signal: controller.signal },
    );
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'keys.cancelled' });
    await first;
    await changePassphrase({ path, passphrase: 'new', newPassphrase: null });
    expect(publicKey('')).toContain('ssh-ed25519');
  });
});

describe('the protection is not lowered', () => {
  const rsa = sampleRsa(1024);
  /** Rewrites a file that is protected by `old`, and says how it is protected then. */
  const rewritten = async (content: Uint8Array): Promise<Protection | null> => {
    writeFileSync(path, content);
    await changePassphrase({ path, passphrase: 'old', newPassphrase: 'new' });
    const [file] = readKeyFile(readFileSync(path));
    if (file.kind !== 'private') throw new Error('No private key');
    await openKey(file, 'new');
    return file.protection;
  };

  test('PPK: flavour, memory and lanes as they were, passes no fewer', async () => {
    const options = { kdf: 'argon2i', memory: 32_768, passes: 20, parallelism: 2 } as const;
    expect(await rewritten(await writePrivateKey(key, 'ppk', 'old', options))).toMatchObject({
      kdf: 'argon2i',
      cost: { memory: 32_768, parallelism: 2, passes: expect.toSatisfy((passes: number) => passes >= 20) },
    });
  });

  test('OpenSSH: as many rounds', async () => {
    writeFileSync(path, open, { mode: 0o600 });
    execFileSync('ssh-keygen', ['-q', '-p', '-a', '40', '-N', 'old', '-f', path]);
    expect(await rewritten(readFileSync(path))).toMatchObject({ kdf: 'bcrypt', cost: { rounds: 40 } });
  });

  test.each([
    ['aes-128-cbc', 'aes-128-cbc'],
    ['aes-192-cbc', 'aes-192-cbc'],
    ['aes-256-cbc', 'aes-256-cbc'],
    ['des3', 'aes-128-cbc'],
  ])('PEM in %s: then in %s', async (cipher, then) => {
    writeFileSync(path, await writePrivateKey(rsa, 'pem', ''));
    const options = ['rsa', '-traditional', `-${cipher}`, '-in', path, '-passout', 'pass:old'];
    expect(await rewritten(execFileSync('openssl', options, { stdio: 'pipe' }))).toMatchObject({
      cipher: then,
    });
    const opened = execFileSync('openssl', ['rsa', '-in', path, '-passin', 'pass:new'], { stdio: 'pipe' });
    expect(opened.toString()).toContain('PRIVATE KEY');
  });

  test.each([
    [
      'scrypt',
      ['-scrypt', '-scrypt_N', '16384', '-scrypt_r', '8', '-scrypt_p', '2'],
      { N: 16_384, r: 8, p: 2 },
    ],
    [
      'a weak scrypt',
      ['-scrypt', '-scrypt_N', '2', '-scrypt_r', '8', '-scrypt_p', '1'],
      { iterations: 600_000 },
    ],
    ['PBKDF2', ['-iter', '650000'], { iterations: 650_000 }],
    ['PBKDF2 of few iterations', ['-iter', '2048'], { iterations: 600_000 }],
  ])('PKCS#8 by %s', async (_, derivation, cost) => {
    writeFileSync(path, await writePrivateKey(rsa, 'pkcs8', ''));
    const options = [
      'pkcs8',
      '-topk8',
      '-v2',
      'aes-128-cbc',
      '-in',
      path,
      '-passout',
      'pass:old',
      ...derivation,
    ];
    const protection = await rewritten(execFileSync('openssl', options, { stdio: 'pipe' }));
    expect(protection).toMatchObject({ cipher: 'aes-256-cbc', cost });
    const opened = execFileSync('openssl', ['pkey', '-in', path, '-passin', 'pass:new'], { stdio: 'pipe' });
    expect(opened.toString()).toContain('PRIVATE KEY');
  });
});

test.skipIf(process.platform === 'win32')('behind a link the file itself is rewritten', async () => {
  const link = join(folder, 'link');
  symlinkSync(path, link);
  chmodSync(path, 0o644);
  await changePassphrase({ path: link, passphrase: 'old', newPassphrase: 'new' });
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(publicKey('new')).toContain('ssh-ed25519');
  // Rewritten for its owner alone, whatever it was.
  expect(statSync(path).mode & 0o777).toBe(0o600);
});
