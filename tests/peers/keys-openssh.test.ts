import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import { bareLine, KeyFolder, keyTypes, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'correct horse battery';

/** The public key that ssh-keygen derives from a private key file, proving that it opens it. */
function publicHalf(path: string, keyPassphrase: string): string {
  return bareLine(run('ssh-keygen', ['-y', '-P', keyPassphrase, '-f', path]));
}

describe.each(keyTypes)('%s: what is written, OpenSSH and OpenSSL open', (type) => {
  let source: Buffer;
  let publicLine: string;
  beforeAll(() => {
    const path = folder.sshKeygen(type, { comment: 'a comment' });
    source = readFileSync(path);
    publicLine = bareLine(readFileSync(`${path}.pub`, 'utf8'));
  });

  test.each(['', passphrase])('OpenSSH format with passphrase "%s"', async (newPassphrase) => {
    const { bytes } = await convertKey(source, { to: 'openssh', newPassphrase });
    const opened = run('ssh-keygen', ['-y', '-P', newPassphrase, '-f', folder.file(bytes)]);
    expect(opened.trim()).toBe(`${publicLine} a comment`);
  });

  test.each(['', passphrase])('PKCS#8 with passphrase "%s"', async (newPassphrase) => {
    const { bytes } = await convertKey(source, { to: 'pkcs8', newPassphrase });
    const path = folder.file(bytes);
    const spki = run('openssl', ['pkey', '-in', path, '-passin', `pass:${newPassphrase}`, '-pubout']);
    const summary = await inspectKey(Buffer.from(spki));
    expect(bareLine(summary.publicKey ?? '')).toBe(publicLine);
    // OpenSSH reads no Ed25519 in PKCS#8.
    if (type !== 'ed25519') expect(publicHalf(path, newPassphrase)).toBe(publicLine);
  });

  test('a wrong passphrase opens nothing', async () => {
    const { bytes } = await convertKey(source, { to: 'openssh', newPassphrase: passphrase });
    expect(() => publicHalf(folder.file(bytes), 'wrong')).toThrow(/incorrect passphrase/);
  });

  test('the public formats', async () => {
    const line = await convertKey(source, { to: 'public' });
    expect(line.bytes.toString()).toBe(`${publicLine} a comment\n`);
    const rfc4716 = await convertKey(source, { to: 'rfc4716' });
    expect(bareLine(run('ssh-keygen', ['-i', '-f', folder.file(rfc4716.bytes)]))).toBe(publicLine);
  });
});

test.each(
  keyTypes
    .filter((type) => type !== 'ed25519')
    .flatMap((type) => ['', passphrase].map((newPassphrase) => ({ type, newPassphrase }))),
)(
  'PEM of $type with passphrase "$newPassphrase" is opened by ssh-keygen',
  async ({ type, newPassphrase }) => {
    const path = folder.sshKeygen(type);
    const { bytes } = await convertKey(readFileSync(path), { to: 'pem', newPassphrase });
    expect(publicHalf(folder.file(bytes), newPassphrase)).toBe(bareLine(readFileSync(`${path}.pub`, 'utf8')));
  },
);

describe.each(keyTypes)('%s: what OpenSSH and OpenSSL write is read', (type) => {
  const formats = type === 'ed25519' ? (['openssh'] as const) : (['openssh', 'pem', 'pkcs8'] as const);

  test.each(
    formats.flatMap((format) => ['', passphrase].map((keyPassphrase) => ({ format, keyPassphrase }))),
  )('ssh-keygen, $format, passphrase "$keyPassphrase"', async ({ format, keyPassphrase }) => {
    const path = folder.sshKeygen(type, { format, passphrase: keyPassphrase });
    const summary = await inspectKey(readFileSync(path), { passphrase: keyPassphrase });
    expect(summary).toMatchObject({ format, encrypted: keyPassphrase !== '' });
    expect(bareLine(summary.publicKey ?? '')).toBe(bareLine(readFileSync(`${path}.pub`, 'utf8')));
    if (keyPassphrase !== '') {
      await expect(inspectKey(readFileSync(path), { passphrase: 'wrong' })).rejects.toMatchObject({
        code: 'keys.wrong-passphrase',
      });
    }
  });

  test('openssl, PKCS#8', async () => {
    const path = folder.openssl(type);
    const summary = await inspectKey(readFileSync(path));
    const spki = await inspectKey(Buffer.from(run('openssl', ['pkey', '-in', path, '-pubout'])));
    expect(summary).toMatchObject({ format: 'pkcs8', encrypted: false });
    expect(summary.publicKey).toBe(spki.publicKey);
  });

  test.each([
    ['-v2', 'aes-256-cbc'],
    ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1'],
    ['-v2', 'des3', '-v2prf', 'hmacWithSHA512'],
    ['-v1', 'PBE-SHA1-3DES'],
    ['-scrypt'],
  ])('openssl, PKCS#8 encrypted by %s %s %s %s', async (...options) => {
    const plain = folder.openssl(type);
    const pass = ['-passout', `pass:${passphrase}`];
    const bytes = Buffer.from(
      run('openssl', ['pkcs8', '-topk8', '-in', plain, ...options.filter(Boolean), ...pass]),
    );
    const summary = await inspectKey(bytes, { passphrase });
    expect(summary).toMatchObject({ format: 'pkcs8', encrypted: true });
    expect(summary.publicKey).toBe((await inspectKey(readFileSync(plain))).publicKey);
    await expect(inspectKey(bytes, { passphrase: 'wrong' })).rejects.toMatchObject({
      code: 'keys.wrong-passphrase',
    });
  });
});

test.each([
  'aes128-ctr',
  'aes192-cbc',
  'aes256-cbc',
  '3des-cbc',
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'chacha20-poly1305@openssh.com',
])('OpenSSH format with %s is read', async (cipher) => {
  const path = folder.newPath();
  run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-Z', cipher, '-a', '4', '-f', path]);
  const sealed = await inspectKey(readFileSync(path));
  expect(sealed).toMatchObject({ encrypted: true, cipher, kdf: 'bcrypt', kdfCost: { rounds: 4 } });
  await expect(inspectKey(readFileSync(path), { passphrase })).resolves.toMatchObject({ encrypted: true });
  await expect(inspectKey(readFileSync(path), { passphrase: 'wrong' })).rejects.toMatchObject({
    code: 'keys.wrong-passphrase',
  });
});

test.each(['1', '40'])('OpenSSH format with %s rounds of bcrypt is read', async (rounds) => {
  const path = folder.newPath();
  run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-a', rounds, '-f', path]);
  const summary = await inspectKey(readFileSync(path), { passphrase });
  expect(summary).toMatchObject({ encrypted: true, kdfCost: { rounds: Number(rounds) } });
  expect(bareLine(summary.publicKey ?? '')).toBe(bareLine(readFileSync(`${path}.pub`, 'utf8')));
});

test('what openssl puts before a key is passed over: EC PARAMETERS, bag attributes and a certificate', async () => {
  const ec = run('openssl', ['ecparam', '-name', 'secp384r1', '-genkey']);
  expect(ec).toContain('EC PARAMETERS');
  expect(await inspectKey(Buffer.from(ec))).toMatchObject({
    format: 'pem',
    algorithm: 'ecdsa-sha2-nistp384',
  });

  const [key, certificate] = [folder.openssl('rsa'), folder.newPath('.crt')];
  run('openssl', ['req', '-x509', '-new', '-key', key, '-subj', '/CN=key', '-out', certificate]);
  const bag = folder.newPath('.p12');
  const options = ['-inkey', key, '-in', certificate, '-name', 'my key', '-passout', 'pass:', '-out', bag];
  run('openssl', ['pkcs12', '-export', ...options]);
  await expect(inspectKey(readFileSync(bag))).rejects.toMatchObject({
    code: 'keys.unsupported',
    params: { kind: 'PKCS#12', hint: 'pkcs12' },
  });
  // The sentence for that tells users to do this.
  const taken = run('openssl', ['pkcs12', '-in', bag, '-passin', 'pass:', '-nodes']);
  expect(taken).toContain('Bag Attributes');
  expect(await inspectKey(Buffer.from(taken))).toMatchObject({
    publicKey: (await inspectKey(readFileSync(key))).publicKey,
    others: [],
  });
});

test('what is encrypted by Camellia is named, and opens once saved as the sentence says', async () => {
  const plain = folder.sshKeygen('rsa', { format: 'pem' });
  const sealed = folder.newPath();
  const options = ['-traditional', '-camellia256', '-passout', `pass:${passphrase}`, '-out', sealed];
  run('openssl', ['rsa', '-in', plain, ...options]);
  await expect(inspectKey(readFileSync(sealed), { passphrase })).rejects.toMatchObject({
    code: 'keys.unsupported',
    params: { kind: 'CAMELLIA-256-CBC', hint: 'cipher' },
  });
  const passphrases = ['-passin', `pass:${passphrase}`, '-passout', `pass:${passphrase}`];
  const again = run('openssl', ['pkey', '-aes256', '-in', sealed, ...passphrases]);
  expect(await inspectKey(Buffer.from(again), { passphrase })).toMatchObject({
    format: 'pkcs8',
    encrypted: true,
  });
});

test('a key on secp256k1 is named', async () => {
  const bitcoin = run('openssl', ['ecparam', '-name', 'secp256k1', '-genkey']);
  await expect(inspectKey(Buffer.from(bitcoin))).rejects.toMatchObject({
    code: 'keys.unsupported',
    params: { kind: 'ECDSA secp256k1', hint: 'curve' },
  });
});

test('bare DER from openssl is read', async () => {
  for (const type of keyTypes) {
    const [pem, der] = [folder.openssl(type), folder.newPath('.der')];
    run('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', pem, '-outform', 'DER', '-out', der]);
    expect((await inspectKey(readFileSync(der))).publicKey).toBe(
      (await inspectKey(readFileSync(pem))).publicKey,
    );
  }
  const [pem, der] = [folder.sshKeygen('rsa', { format: 'pem' }), folder.newPath('.der')];
  run('openssl', ['rsa', '-traditional', '-in', pem, '-outform', 'DER', '-out', der]);
  expect(await inspectKey(readFileSync(der))).toMatchObject({ format: 'pem', algorithm: 'ssh-rsa' });
});

test.each(['aes128', 'aes192', 'aes256', 'des3'])('legacy PEM encrypted with %s is read', async (cipher) => {
  const plain = folder.sshKeygen('rsa', { format: 'pem' });
  const options = ['-traditional', `-${cipher}`, '-passout', `pass:${passphrase}`];
  const bytes = Buffer.from(run('openssl', ['rsa', '-in', plain, ...options]));
  const summary = await inspectKey(bytes, { passphrase });
  expect(summary).toMatchObject({ format: 'pem', encrypted: true, kdf: 'md5' });
  expect(summary.publicKey).toBe(bareLine(readFileSync(`${plain}.pub`, 'utf8')));
  // As a secret of a build server shows it: one line, or one without even spaces.
  const text = bytes.toString();
  for (const pasted of [text.replaceAll('\n', ' '), text.replaceAll('\n', ''), JSON.stringify(text)]) {
    expect(await inspectKey(Buffer.from(pasted), { passphrase })).toMatchObject({
      publicKey: summary.publicKey,
    });
  }
});

describe('fingerprints equal those of the commands that AWS names', () => {
  test.each(keyTypes)('%s: ssh-keygen -l', async (type) => {
    const path = folder.sshKeygen(type);
    const { bits, fingerprints } = await inspectKey(readFileSync(path));
    for (const [algorithm, ours] of Object.entries({ sha256: fingerprints.sha256, md5: fingerprints.md5 })) {
      const [theirBits, theirs] = run('ssh-keygen', ['-l', '-E', algorithm, '-f', path]).split(' ');
      expect([bits, ours]).toEqual([Number(theirBits), theirs]);
    }
  });

  test('RSA: SHA-1 of PKCS#8 for a key pair made in EC2, MD5 of SPKI for an imported one', async () => {
    const path = folder.sshKeygen('rsa', { format: 'pem' });
    const { fingerprints } = await inspectKey(readFileSync(path));
    const pkcs8 = folder.newPath('.der');
    run('openssl', ['pkcs8', '-in', path, '-outform', 'DER', '-topk8', '-nocrypt', '-out', pkcs8]);
    const spki = folder.newPath('.der');
    run('openssl', ['rsa', '-in', path, '-pubout', '-outform', 'DER', '-out', spki]);
    expect(run('openssl', ['sha1', '-c', pkcs8]).trim()).toMatch(new RegExp(`= ${fingerprints.ec2Created}$`));
    expect(run('openssl', ['md5', '-c', spki]).trim()).toMatch(new RegExp(`= ${fingerprints.ec2Imported}$`));
  });

  test('RSA: the same from a PPK made of it', async () => {
    const pem = readFileSync(folder.sshKeygen('rsa', { format: 'pem' }));
    const ppk = await convertKey(pem, { to: 'ppk' });
    expect((await inspectKey(ppk.bytes)).fingerprints).toEqual((await inspectKey(pem)).fingerprints);
  });

  test('Ed25519: the SHA-256 of the SSH blob, padded, for both', async () => {
    const path = folder.sshKeygen('ed25519');
    const { fingerprints } = await inspectKey(readFileSync(path));
    const printed = run('ssh-keygen', ['-l', '-f', path]).split(' ')[1];
    expect(`SHA256:${fingerprints.ec2Created}`).toBe(`${printed}=`);
    expect(fingerprints.ec2Imported).toBe(fingerprints.ec2Created);
  });

  test.each(keyTypes)('%s: PKCS#8 is what openssl writes', async (type) => {
    const theirs = readFileSync(folder.openssl(type), 'latin1');
    const ours = await convertKey(Buffer.from(theirs, 'latin1'), { to: 'pkcs8' });
    expect(ours.bytes.toString('latin1')).toBe(theirs);
  });
});
