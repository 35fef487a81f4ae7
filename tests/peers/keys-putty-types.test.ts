import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import { bareLine, KeyFolder, puttyOnlyTypes, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'correct horse battery';
const algorithms = { dsa: 'ssh-dss', ed448: 'ssh-ed448' };
const header = (ppk: Uint8Array, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'm').exec(Buffer.from(ppk).toString('latin1'))?.[1] ?? '';

describe.each(puttyOnlyTypes)('%s', (type) => {
  let source: string;
  let bytes: Buffer;
  let publicLine: string;
  beforeAll(() => {
    source = folder.newPpk(type, { comment: 'ein Schlüssel' });
    bytes = readFileSync(source);
    publicLine = folder.puttygen(source, ['-O', 'public-openssh']).toString().trim();
  });

  const formats = ['private', 'private-openssh', 'private-openssh-new'];
  test.each(formats.flatMap((format) => ['', passphrase].map((typed) => ({ format, typed }))))(
    'what puttygen writes as $format with passphrase "$typed" is read',
    async ({ format, typed }) => {
      const written = folder.puttygen(source, ['--reencrypt', '-O', format], { new: typed });
      const summary = await inspectKey(written, { passphrase: typed });
      expect(summary).toMatchObject({ algorithm: algorithms[type], encrypted: typed !== '' });
      expect(bareLine(summary.publicKey ?? '')).toBe(bareLine(publicLine));
      if (typed === '') return;
      await expect(inspectKey(written, { passphrase: 'wrong' })).rejects.toMatchObject({
        code: 'keys.wrong-passphrase',
      });
    },
  );

  test.each(['public', 'public-openssh'])('what puttygen writes as %s is read', async (format) => {
    const summary = await inspectKey(folder.puttygen(source, ['-O', format]));
    expect(summary).toMatchObject({ algorithm: algorithms[type], publicKey: publicLine });
  });

  test('bits and fingerprints are puttygen’s', async () => {
    const { bits, fingerprints } = await inspectKey(bytes);
    for (const [algorithm, ours] of Object.entries({ sha256: fingerprints.sha256, md5: fingerprints.md5 })) {
      const printed = run('puttygen', [source, '-O', 'fingerprint', '-E', algorithm]);
      const [, theirBits, theirs] = printed.trim().split(' ');
      expect([bits, ours?.replace('MD5:', '')]).toEqual([Number(theirBits), theirs]);
    }
  });

  test.each([
    ['ppk', 3, ''],
    ['ppk2', 2, ''],
    ['ppk2', 2, passphrase],
  ] as const)('%s, the same bytes as puttygen: version %i, passphrase "%s"', async (to, version, typed) => {
    const theirs = folder.puttygen(
      source,
      ['--reencrypt', '-O', 'private', '--ppk-param', `version=${version}`],
      {
        new: typed,
      },
    );
    const ours = await convertKey(bytes, { to, newPassphrase: typed });
    expect(ours.bytes.toString('latin1')).toBe(theirs.toString('latin1'));
  });

  test('ppk, protected: the same bytes as puttygen with its salt and passes', async () => {
    const theirs = folder.puttygen(source, ['--reencrypt', '-O', 'private'], { new: passphrase });
    const ours = await convertKey(bytes, {
      to: 'ppk',
      newPassphrase: passphrase,
      ppk: {
        passes: Number(header(theirs, 'Argon2-Passes')),
        salt: Buffer.from(header(theirs, 'Argon2-Salt'), 'hex'),
      },
    });
    expect(ours.bytes.toString('latin1')).toBe(theirs.toString('latin1'));
  });

  const carried = type === 'dsa' ? (['ppk', 'openssh', 'pem'] as const) : (['ppk', 'openssh'] as const);
  test.each(carried.flatMap((to) => ['', passphrase].map((typed) => ({ to, typed }))))(
    'what is written as $to with passphrase "$typed" puttygen opens',
    async ({ to, typed }) => {
      const path = folder.file((await convertKey(bytes, { to, newPassphrase: typed })).bytes);
      const old = typed === '' ? undefined : typed;
      // Writing it again takes the private half; PuTTYgen refuses to write what the file is already.
      const format = to === 'ppk' ? 'private-openssh-new' : 'private';
      const again = folder.puttygen(path, ['-O', format], { old, new: '' });
      expect(bareLine((await inspectKey(again)).publicKey ?? '')).toBe(bareLine(publicLine));
    },
  );

  test.each(['', passphrase])(
    'what is written as PKCS#8 with passphrase "%s" OpenSSL opens, and the reverse',
    async (typed) => {
      const path = folder.file((await convertKey(bytes, { to: 'pkcs8', newPassphrase: typed })).bytes);
      const spki = run('openssl', ['pkey', '-in', path, '-passin', `pass:${typed}`, '-pubout']);
      expect((await inspectKey(Buffer.from(spki))).publicKey).toBe(bareLine(publicLine));
      const options = typed === '' ? [] : ['-aes256', '-passout', `pass:${typed}`];
      const theirs = run('openssl', ['pkey', '-in', path, '-passin', `pass:${typed}`, ...options]);
      const summary = await inspectKey(Buffer.from(theirs), { passphrase: typed });
      expect(summary).toMatchObject({ format: 'pkcs8', publicKey: bareLine(publicLine) });
    },
  );

  test('RFC 4716 and the authorized_keys line are puttygen’s', async () => {
    const rfc4716 = await convertKey(bytes, { to: 'rfc4716' });
    expect(rfc4716.bytes.toString('latin1')).toBe(
      folder.puttygen(source, ['-O', 'public']).toString('latin1'),
    );
    expect((await convertKey(bytes, { to: 'public' })).bytes.toString()).toBe(`${publicLine}\n`);
  });
});

test('DSA: PKCS#8 is what openssl writes, and ssh-keygen opens every form', async () => {
  const bytes = readFileSync(folder.newPpk('dsa'));
  const publicLine = bareLine((await inspectKey(bytes)).publicKey ?? '');
  const pkcs8 = folder.file((await convertKey(bytes, { to: 'pkcs8' })).bytes);
  expect(run('openssl', ['pkey', '-in', pkcs8])).toBe(readFileSync(pkcs8, 'latin1'));
  for (const to of ['openssh', 'pem', 'pkcs8'] as const) {
    const path = folder.file((await convertKey(bytes, { to })).bytes);
    expect(bareLine(run('ssh-keygen', ['-y', '-f', path]))).toBe(publicLine);
  }
});

test('Ed448 has no form in PEM', async () => {
  await expect(convertKey(readFileSync(folder.newPpk('ed448')), { to: 'pem' })).rejects.toMatchObject({
    code: 'keys.format-cannot-carry',
    params: { format: 'pem', algorithm: 'ssh-ed448' },
  });
});

test('a key for version 1 of SSH is named', async () => {
  const path = folder.newPath();
  run('puttygen', [
    ...['-q', '-t', 'rsa1', '-b', '1024', '-o', path],
    ...['--random-device', '/dev/urandom', '--new-passphrase', '/dev/null'],
  ]);
  await expect(inspectKey(readFileSync(path))).rejects.toMatchObject({
    code: 'keys.unsupported',
    params: { kind: 'SSH-1 RSA', hint: 'sshVersion1' },
  });
});

test('PPK version 1, which puttygen still knows, is named', async () => {
  const first = readFileSync(folder.newPpk('ed448'), 'latin1').replace('File-3', 'File-1');
  await expect(inspectKey(Buffer.from(first, 'latin1'))).rejects.toMatchObject({
    code: 'keys.ppk-version',
    params: { version: '1' },
  });
});
