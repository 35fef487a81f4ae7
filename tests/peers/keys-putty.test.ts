import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import { bareLine, KeyFolder, keyTypes, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'correct horse battery';
const versions = [
  { to: 'ppk', version: 3 },
  { to: 'ppk2', version: 2 },
] as const;

/** Key files as EC2 hands them out: RSA as PKCS#1, Ed25519 in OpenSSH's format, neither protected. */
const handedOut = {
  'EC2 RSA .pem': () => folder.sshKeygen('rsa', { format: 'pem' }),
  'EC2 Ed25519 .pem': () => folder.sshKeygen('ed25519', { comment: 'my key pair' }),
};

describe.each(Object.entries(handedOut))('%s', (_, make) => {
  let source: string;
  let publicLine: string;
  beforeAll(() => {
    source = make();
    publicLine = bareLine(readFileSync(`${source}.pub`, 'utf8'));
  });

  test.each([
    ['ppk', ''],
    ['ppk', passphrase],
    ['ppk2', ''],
    ['ppk2', passphrase],
  ] as const)(
    'as %s with passphrase "%s": puttygen opens it and sees the same key',
    async (to, newPassphrase) => {
      const converted = await convertKey(readFileSync(source), { to, newPassphrase });
      const path = folder.file(converted.bytes, '.ppk');
      const old = newPassphrase === '' ? undefined : newPassphrase;
      expect(bareLine(folder.puttygen(path, ['-O', 'public-openssh'], { old }).toString())).toBe(publicLine);
      expect(bareLine(converted.publicKey)).toBe(publicLine);
      // Opening the private half needs the passphrase and proves MAC, padding and numbers.
      const back = folder.puttygen(path, ['-O', 'private-openssh-new'], { old, new: '' });
      expect(bareLine(run('ssh-keygen', ['-y', '-f', folder.file(back)]))).toBe(publicLine);
      const fingerprint = folder.puttygen(path, ['-O', 'fingerprint', '-E', 'sha256'], { old }).toString();
      expect(fingerprint).toContain(converted.fingerprints.sha256);
      const md5 = folder.puttygen(path, ['-O', 'fingerprint', '-E', 'md5'], { old }).toString();
      expect(md5).toContain(converted.fingerprints.md5?.replace('MD5:', ''));
    },
  );

  test('a wrong passphrase opens neither version for puttygen', async () => {
    for (const { to } of versions) {
      const { bytes } = await convertKey(readFileSync(source), { to, newPassphrase: passphrase });
      const path = folder.file(bytes, '.ppk');
      expect(() => folder.puttygen(path, ['-O', 'private-openssh-new'], { old: 'wrong', new: '' })).toThrow(
        /wrong passphrase/,
      );
    }
  });
});

describe.each(keyTypes)('%s: the same bytes as puttygen', (type) => {
  let source: string;
  beforeAll(() => {
    source = folder.sshKeygen(type, { comment: 'ein Schlüssel' });
  });

  test.each(versions)('$to, unprotected', async ({ to, version }) => {
    const theirs = folder.puttygen(source, ['-O', 'private', '--ppk-param', `version=${version}`]);
    const { bytes } = await convertKey(readFileSync(source), { to });
    expect(bytes.toString('latin1')).toBe(theirs.toString('latin1'));
  });

  test('ppk2, protected', async () => {
    const theirs = folder.puttygen(source, ['-O', 'private', '--ppk-param', 'version=2'], {
      new: passphrase,
    });
    const { bytes } = await convertKey(readFileSync(source), { to: 'ppk2', newPassphrase: passphrase });
    expect(bytes.toString('latin1')).toBe(theirs.toString('latin1'));
  });

  test.each(['argon2id', 'argon2i', 'argon2d'] as const)(
    'ppk, protected through %s, with its salt and passes',
    async (kdf) => {
      const theirs = folder.puttygen(source, ['-O', 'private', '--ppk-param', `kdf=${kdf}`], {
        new: passphrase,
      });
      const header = (name: string) =>
        new RegExp(`^${name}: (.*)$`, 'm').exec(theirs.toString('latin1'))?.[1] ?? '';
      const { bytes } = await convertKey(readFileSync(source), {
        to: 'ppk',
        newPassphrase: passphrase,
        ppk: {
          kdf,
          passes: Number(header('Argon2-Passes')),
          memory: Number(header('Argon2-Memory')),
          salt: Buffer.from(header('Argon2-Salt'), 'hex'),
        },
      });
      expect(bytes.toString('latin1')).toBe(theirs.toString('latin1'));
    },
  );

  test('RFC 4716 public key', async () => {
    const { bytes } = await convertKey(readFileSync(source), { to: 'rfc4716' });
    expect(bytes.toString('latin1')).toBe(folder.puttygen(source, ['-O', 'public']).toString('latin1'));
  });
});

describe.each(keyTypes)('%s: what puttygen writes is read', (type) => {
  let source: string;
  let publicLine: string;
  beforeAll(() => {
    const made = folder.sshKeygen(type);
    publicLine = bareLine(readFileSync(`${made}.pub`, 'utf8'));
    // A PPK: what is a private key in OpenSSH's format already, puttygen will not write as one.
    source = folder.file(folder.puttygen(made, ['-O', 'private']));
  });

  test.each([
    ['private', '--ppk-param', 'version=2'],
    ['private', '--ppk-param', 'kdf=argon2i,memory=512,passes=3,parallelism=2'],
    ['private', '--ppk-param', 'kdf=argon2d,memory=1024,passes=2'],
    ['private-openssh'],
    ['private-openssh-new'],
  ])('%s %s %s', async (format, ...options) => {
    const bytes = folder.puttygen(source, ['--reencrypt', '-O', format, ...options], { new: passphrase });
    const summary = await inspectKey(bytes, { passphrase });
    expect(summary.encrypted).toBe(true);
    expect(bareLine(summary.publicKey ?? '')).toBe(publicLine);
    await expect(inspectKey(bytes, { passphrase: 'wrong' })).rejects.toMatchObject({
      code: 'keys.wrong-passphrase',
    });
  });

  test.each(['public', 'public-openssh'])('%s', async (format) => {
    const summary = await inspectKey(folder.puttygen(source, ['-O', format]));
    expect(bareLine(summary.publicKey ?? '')).toBe(publicLine);
  });
});

describe('passphrases beyond ASCII', () => {
  const typed = 'Grüße, 열쇠';
  const asPuttygenOnWindows = Buffer.from([...Buffer.from('Gr\u00fc\u00dfe, ', 'latin1'), 0x3f, 0x3f]);

  test('what puttygen on Unix protects opens: it takes UTF-8', async () => {
    const bytes = folder.puttygen(folder.sshKeygen('ed25519'), ['-O', 'private'], { new: typed });
    await expect(inspectKey(bytes, { passphrase: typed })).resolves.toMatchObject({ encrypted: true });
  });

  test.each(versions)(
    'version $version as puttygen on Windows protects it opens too: code page, question marks',
    async ({ version }) => {
      const out = folder.newPath();
      const newPassphrase = folder.file(asPuttygenOnWindows);
      run('puttygen', [
        ...[folder.sshKeygen('ed25519'), '-O', 'private', '-o', out, '--new-passphrase', newPassphrase],
        ...['--ppk-param', `version=${version}`],
      ]);
      const bytes = readFileSync(out);
      await expect(inspectKey(bytes, { passphrase: typed })).resolves.toMatchObject({ encrypted: true });
      await expect(inspectKey(bytes, { passphrase: 'Gruse, 열쇠' })).rejects.toMatchObject({
        code: 'keys.wrong-passphrase',
      });
    },
  );
});

test('a comment of two lines, as ssh-keygen lets one have, makes a PPK that puttygen opens', async () => {
  const source = folder.sshKeygen('ed25519', { comment: 'first\nssh-ed25519 AAAA second' });
  for (const { to } of versions) {
    const { bytes, publicKey } = await convertKey(readFileSync(source), { to });
    const theirs = folder.puttygen(folder.file(bytes, '.ppk'), ['-O', 'public-openssh']).toString();
    expect(theirs).toBe(`${publicKey}\n`);
    expect(publicKey).toMatch(/ first ssh-ed25519 AAAA second$/);
  }
});
