import { describe, expect, test } from 'vitest';
import { sampleEcdsa, sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { derElement, derInteger, derOid, derSequence, derTag } from './der';
import { openKey } from './key-file';
import type { PrivateKey } from './model';
import { encodeBase64Lines, encodePem } from './pem';
import { writePkcs1 } from './pkcs1';
import { writePkcs8 } from './pkcs8';
import { openPpkSecrets, ppkMac } from './ppk-crypto';
import { writePublicBlob } from './public-blob';
import { readKeyFile } from './read';
import { wireString } from './wire';
import { writePrivateKey } from './write';

const passphrase = 'secret';
const rsa = sampleRsa();
const ed25519 = sampleEd25519(Buffer.alloc(32, 7));
const cheap = { passes: 1, memory: 64 };

async function open(bytes: Uint8Array, typed?: string): Promise<PrivateKey> {
  const [file] = readKeyFile(bytes);
  if (file.kind !== 'private') throw new Error('Not a private key');
  return openKey(file, typed);
}

describe('a private half that does not belong to the public half is refused', () => {
  const foreign: [string, PrivateKey][] = [
    ['Ed25519 with another seed', { ...ed25519, seed: Buffer.alloc(32, 8) }],
    ['ECDSA with another scalar', { ...sampleEcdsa(0, 5n), scalar: 6n }],
    ['RSA with another d', { ...rsa, d: rsa.d + 2n }],
    ['RSA with another factor', { ...rsa, p: rsa.p + 2n }],
    ['RSA with another coefficient', { ...rsa, iqmp: rsa.iqmp - 1n }],
    ['RSA with factors exchanged but not the coefficient', { ...rsa, p: rsa.q, q: rsa.p }],
    ['RSA with factors 1 and n', { ...rsa, p: 1n, q: rsa.n }],
  ];
  // The writers copy what they are given, MAC and all: such a file is well formed.
  const formats = ['ppk', 'ppk2', 'openssh'] as const;
  test.each(foreign.flatMap(([name, key]) => formats.map((format) => ({ name, key, format }))))(
    '$name, $format',
    async ({ key, format }) => {
      await expect(open(await writePrivateKey(key, format, ''))).rejects.toMatchObject({
        code: 'keys.mismatch',
      });
    },
  );

  test('PKCS#1 and PKCS#8 too', async () => {
    const wrong = { ...rsa, d: rsa.d + 2n };
    for (const pem of [
      encodePem('RSA PRIVATE KEY', writePkcs1(wrong)),
      encodePem('PRIVATE KEY', writePkcs8(wrong)),
    ]) {
      await expect(open(pem)).rejects.toMatchObject({ code: 'keys.mismatch' });
    }
  });
});

describe('passphrases', () => {
  test.each(['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'] as const)(
    '%s wants one, and an empty one is none',
    async (to) => {
      const bytes = await writePrivateKey(rsa, to, passphrase, cheap);
      await expect(open(bytes)).rejects.toMatchObject({ code: 'keys.passphrase-needed' });
      await expect(open(bytes, '')).rejects.toMatchObject({ code: 'keys.passphrase-needed' });
    },
  );

  test('an unprotected key opens whatever was typed', async () => {
    for (const to of ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'] as const) {
      await expect(open(await writePrivateKey(rsa, to, ''), 'typed')).resolves.toMatchObject({ n: rsa.n });
    }
  });
});

describe('PPK', () => {
  test('a protected file names the derivation that PuTTYgen would choose', async () => {
    const text = (await writePrivateKey(ed25519, 'ppk', passphrase)).toString();
    expect(text).toMatch(/^Key-Derivation: Argon2id$/m);
    expect(text).toMatch(/^Argon2-Memory: 8192$/m);
    expect(text).toMatch(/^Argon2-Passes: (1|2|3|5|8|13|21|34|55)$/m);
    expect(text).toMatch(/^Argon2-Salt: [0-9a-f]{32}$/m);
  });

  test('costs that nobody could pay are refused without being paid', async () => {
    const bytes = await writePrivateKey(ed25519, 'ppk', passphrase, cheap);
    for (const [from, to] of [
      ['Argon2-Memory: 64', 'Argon2-Memory: 4194304'],
      ['Argon2-Memory: 64', 'Argon2-Memory: 0'],
      ['Argon2-Passes: 1', 'Argon2-Passes: 4294967295'],
      ['Argon2-Passes: 1', 'Argon2-Passes: 0'],
      ['Argon2-Parallelism: 1', 'Argon2-Parallelism: 0'],
      ['Argon2-Parallelism: 1', 'Argon2-Parallelism: 16777215'],
    ] as const) {
      const hostile = bytes.toString().replace(from, to);
      expect(hostile).not.toBe(bytes.toString());
      await expect(open(Buffer.from(hostile), passphrase)).rejects.toMatchObject({
        code: 'keys.cost-too-high',
      });
    }
  });

  test('an Ed25519 seed that PuTTY 0.74 wrote without its last zero byte is read', async () => {
    const key = sampleEd25519(Buffer.concat([Buffer.alloc(31, 9), Buffer.alloc(1)]));
    const parts = {
      algorithm: key.algorithm,
      encryption: 'none',
      comment: Buffer.from('old'),
      publicBlob: writePublicBlob(key),
      privateBlob: wireString(key.seed.subarray(0, 31)),
    };
    const text = [
      'PuTTY-User-Key-File-2: ssh-ed25519',
      'Encryption: none',
      'Comment: old',
      `Public-Lines: 2\n${encodeBase64Lines(parts.publicBlob)}Private-Lines: 1`,
      `${encodeBase64Lines(parts.privateBlob)}Private-MAC: ${ppkMac(2, openPpkSecrets(2), parts).toString('hex')}`,
    ].join('\n');
    await expect(open(Buffer.from(text))).resolves.toMatchObject({ seed: key.seed });
  });
});

test('an OpenSSH file with hostile costs is refused without paying them', async () => {
  const bytes = await writePrivateKey(ed25519, 'openssh', passphrase);
  const body = Buffer.from(bytes.toString().split('\n').slice(1, -2).join(''), 'base64');
  // 16 rounds, then the number of keys.
  body.writeUInt32BE(0xffffffff, body.indexOf(Buffer.from([0, 0, 0, 16, 0, 0, 0, 1])));
  const hostile = encodePem('OPENSSH PRIVATE KEY', body);
  await expect(open(hostile, passphrase)).rejects.toMatchObject({ code: 'keys.cost-too-high' });
});

describe('encrypted PKCS#8 with hostile costs is refused without paying them', () => {
  const salt = derElement(derTag.octetString, Buffer.alloc(8));
  const cipher = derSequence(
    derOid('2.16.840.1.101.3.4.1.42'),
    derElement(derTag.octetString, Buffer.alloc(16)),
  );
  const kdf = (oid: string, ...numbers: bigint[]) =>
    derSequence(derOid(oid), derSequence(salt, ...numbers.map(derInteger)));
  const pbes2 = (derivation: Uint8Array) =>
    derSequence(derOid('1.2.840.113549.1.5.13'), derSequence(derivation, cipher));
  test.each([
    ['PBKDF2', pbes2(kdf('1.2.840.113549.1.5.12', 1n << 31n))],
    ['PBKDF2, past all measure', pbes2(kdf('1.2.840.113549.1.5.12', 1n << 99n))],
    ['scrypt', pbes2(kdf('1.3.6.1.4.1.11591.4.11', 1n << 30n, 8n, 1n))],
    ['PBES1', kdf('1.2.840.113549.1.12.1.3', 1n << 31n)],
  ])('%s', async (_, scheme) => {
    const der = derSequence(scheme, derElement(derTag.octetString, Buffer.alloc(64)));
    const opened = (async () => open(encodePem('ENCRYPTED PRIVATE KEY', der), passphrase))();
    await expect(opened).rejects.toMatchObject({ code: 'keys.cost-too-high' });
  });
});
