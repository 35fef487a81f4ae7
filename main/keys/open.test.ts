import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20 } from '@noble/ciphers/chacha.js';
import { describe, expect, test } from 'vitest';
import {
  sampleDsa,
  sampleEcdsa,
  sampleEd448,
  sampleEd25519,
  sampleRsa,
  swapFactors,
} from '../../tests/fixtures/sample-keys';
import { derElement, derInteger, derOid, derSequence, derTag } from './der';
import { openKey, type PrivateKeyFormat } from './key-file';
import type { PrivateKey } from './model';
import { opensshCipher, opensshDecrypt } from './openssh-cipher';
import { encodeBase64Lines, encodePem } from './pem';
import { writePkcs1 } from './pkcs1';
import { writePkcs8 } from './pkcs8';
import { writePpkPrivateBlob } from './ppk-blob';
import { derivePpk2Secrets, encryptPpk, openPpkSecrets, padPpk, ppkMac } from './ppk-crypto';
import { writePublicBlob } from './public-blob';
import { readKeyFile } from './read';
import { wireString } from './wire';
import { writePrivateKey } from './write';

const passphrase = 'secret';
const rsa = sampleRsa();
const ed25519 = sampleEd25519(Buffer.alloc(32, 7));
const ed448 = sampleEd448(Buffer.alloc(57, 7));
const dsa = sampleDsa(77n);
const cheap = { passes: 1, memory: 64 };

async function open(bytes: Uint8Array, typed?: string): Promise<PrivateKey> {
  const [file] = readKeyFile(bytes);
  if (file.kind !== 'private') throw new Error('Not a private key');
  return openKey(file, typed);
}

/** Writes a key as it is, well formed or not, and opens the file. */
async function openWritten(key: PrivateKey, format: PrivateKeyFormat): Promise<PrivateKey> {
  return open(await writePrivateKey(key, format, ''));
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
    ['DSA with another x', { ...dsa, x: dsa.x + 1n }],
    ['DSA with another y', { ...dsa, y: dsa.y + 1n }],
    ['DSA with an order that does not divide p - 1', { ...dsa, q: dsa.q - 2n }],
    ['Ed448 with another seed', { ...ed448, seed: Buffer.alloc(57, 8) }],
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

describe('numbers that would take for ever are refused at once', () => {
  const long = (1n << 200_000n) + 1n;
  test.each<[string, PrivateKey]>([
    ['DSA with a modulus of 200,000 bits', { ...dsa, p: long }],
    ['DSA with an order and a secret of 200,000 bits', { ...dsa, p: long * 2n + 1n, q: long, x: long - 1n }],
    ['RSA with a modulus of 200,000 bits', { ...rsa, n: long }],
  ])('%s', async (_, key) => {
    for (const format of ['ppk2', 'openssh'] as const) {
      await expect(openWritten(key, format)).rejects.toMatchObject({ code: 'keys.unsupported' });
    }
    if (key.algorithm === 'ssh-rsa') return;
    await expect(openWritten(key, 'pem')).rejects.toMatchObject({ code: 'keys.unsupported' });
  });

  test('DSA whose secret is not under its order is no key', async () => {
    for (const x of [0n, dsa.q, dsa.q + dsa.x]) {
      await expect(openWritten({ ...dsa, x }, 'ppk2')).rejects.toMatchObject({ code: 'keys.corrupt' });
    }
  });
});

test('a PPK whose certificate is of another key than its private half is refused, MAC and all', async () => {
  const name = 'ssh-ed25519-cert-v01@openssh.com';
  const certificate = (key: typeof ed25519) =>
    Buffer.concat([name, Buffer.alloc(32), key.publicKey, 'the rest'].map(wireString));
  const own = await openWritten({ ...ed25519, certificate: certificate(ed25519) }, 'ppk');
  expect(own.certificate).toEqual(certificate(ed25519));
  const other = certificate(sampleEd25519(Buffer.alloc(32, 8)));
  await expect(openWritten({ ...ed25519, certificate: other }, 'ppk')).rejects.toMatchObject({
    code: 'keys.mismatch',
  });
});

test('the order of p and q is kept by every format: the EC2 fingerprint depends on it', async () => {
  const swapped = swapFactors(rsa);
  for (const format of ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'] as const) {
    expect(await openWritten(swapped, format)).toMatchObject({ p: rsa.q, q: rsa.p, iqmp: swapped.iqmp });
  }
});

test('SEC1 with a scalar shorter or longer than the field, as PuTTYgen writes it, is read', async () => {
  for (const [scalar, bytes] of [
    [0xabcdn, Buffer.from('abcd', 'hex')],
    [0xffn << 240n, Buffer.concat([Buffer.of(0, 0, 0xff), Buffer.alloc(30)])],
  ] as const) {
    const der = derSequence(
      derInteger(1n),
      derElement(derTag.octetString, bytes),
      derElement(derTag.context0, derOid('1.2.840.10045.3.1.7')),
    );
    expect(await open(encodePem('EC PRIVATE KEY', der))).toMatchObject({
      scalar,
      point: sampleEcdsa(0, scalar).point,
    });
  }
});

test('chacha20-poly1305: a changed byte anywhere is refused', async () => {
  const secret = Buffer.alloc(64, 3);
  const data = Buffer.from('sixteen bytes ok');
  const key = secret.subarray(0, 32);
  const nonce = new Uint8Array(12);
  const sealed = chacha20(key, nonce, data, undefined, 1);
  const tag = poly1305(sealed, chacha20(key, nonce, new Uint8Array(32)));
  const spec = opensshCipher('chacha20-poly1305@openssh.com');
  expect(opensshDecrypt(spec, secret, Buffer.from(sealed), Buffer.from(tag))).toEqual(data);
  for (const [at, part] of [sealed, tag].entries()) {
    const parts = [Buffer.from(sealed), Buffer.from(tag)] as const;
    parts[at]?.writeUInt8(part.at(5)! ^ 1, 5);
    expect(() => opensshDecrypt(spec, secret, ...parts)).toThrow('keys.wrong-passphrase');
  }
  expect(() => opensshDecrypt(spec, secret, Buffer.from(sealed).subarray(1), Buffer.from(tag))).toThrow(
    'keys.corrupt',
  );
});

describe('PPK', () => {
  test('a protected file names the derivation that PuTTYgen would choose', async () => {
    const text = (await writePrivateKey(ed25519, 'ppk', passphrase)).toString();
    expect(text).toMatch(/^Key-Derivation: Argon2id$/m);
    expect(text).toMatch(/^Argon2-Memory: 8192$/m);
    expect(text).toMatch(/^Argon2-Passes: (1|2|3|5|8|13|21|34|55)$/m);
    expect(text).toMatch(/^Argon2-Salt: [0-9a-f]{32}$/m);
  });

  test('what pads a protected file may be anything, as the manual has it', async () => {
    const secrets = derivePpk2Secrets(Buffer.from(passphrase));
    const padded = padPpk(writePpkPrivateBlob(ed25519));
    padded.fill(0xa5, writePpkPrivateBlob(ed25519).length);
    const parts = {
      algorithm: 'ssh-ed25519',
      encryption: 'aes256-cbc',
      comment: Buffer.alloc(0),
      publicBlob: writePublicBlob(ed25519),
      privateBlob: padded,
    };
    const written = (await writePrivateKey(ed25519, 'ppk2', passphrase)).toString();
    const file = written
      .replace(/(Private-Lines: 1\n).*\n/, `$1${encodeBase64Lines(encryptPpk(secrets, padded))}`)
      .replace(/(Private-MAC: ).*/, `$1${ppkMac(2, secrets, parts).toString('hex')}`);
    expect(file).not.toBe(written);
    await expect(open(Buffer.from(file), passphrase)).resolves.toMatchObject({ seed: ed25519.seed });
  });

  test('the salt may be in capital letters', async () => {
    const text = (
      await writePrivateKey(ed25519, 'ppk', passphrase, { ...cheap, salt: Buffer.alloc(16, 0xab) })
    ).toString();
    const capital = text.replace(
      /(Argon2-Salt: )(.*)/,
      (_, name: string, salt: string) => name + salt.toUpperCase(),
    );
    expect(capital).not.toBe(text);
    await expect(open(Buffer.from(capital), passphrase)).resolves.toMatchObject({ seed: ed25519.seed });
  });

  test('costs that nobody could pay are refused without being paid', async () => {
    const bytes = await writePrivateKey(ed25519, 'ppk', passphrase, cheap);
    for (const [from, to] of [
      ['Argon2-Memory: 64', 'Argon2-Memory: 4194304'],
      ['Argon2-Passes: 1', 'Argon2-Passes: 4294967295'],
      [/-Memory: 64([\s\S]*)-Parallelism: 1/, '-Memory: 1048576$1-Parallelism: 65'],
    ] as const) {
      const hostile = bytes.toString().replace(from, to);
      expect(hostile).not.toBe(bytes.toString());
      await expect(open(Buffer.from(hostile), passphrase)).rejects.toMatchObject({
        code: 'keys.cost-too-high',
      });
    }
  });

  test.each([
    ['Argon2-Memory: 64', 'Argon2-Memory: 0'],
    ['Argon2-Memory: 64', 'Argon2-Memory: 7'],
    ['Argon2-Passes: 1', 'Argon2-Passes: 0'],
    ['Argon2-Parallelism: 1', 'Argon2-Parallelism: 0'],
    ['Argon2-Parallelism: 1', 'Argon2-Parallelism: 9'],
  ])('a derivation that Argon2 does not have is damage, not cost: %s to %s', async (from, to) => {
    const bytes = await writePrivateKey(ed25519, 'ppk', passphrase, cheap);
    const changed = bytes.toString().replace(from, to);
    expect(changed).not.toBe(bytes.toString());
    expect(() => readKeyFile(Buffer.from(changed))).toThrow(
      expect.objectContaining({ code: 'keys.corrupt' }),
    );
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
