import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyKey,
  sampleDsa,
  sampleEcdsa,
  sampleEd448,
  sampleEd25519,
  sampleRsa,
} from '../../tests/fixtures/sample-keys';
import type { KeyAdvice, KeyTarget } from './advice';
import { convertKey } from './convert';
import { inspectKey } from './inspect';
import type { KeyFormat, PrivateKeyFormat } from './key-file';
import type { PrivateKey } from './model';
import { writePrivateKey, writePublicKey } from './write';

const rsa = sampleRsa(1024, 'me');
const p256 = sampleEcdsa(0, 12345n, 'me');
const ed25519 = sampleEd25519(new Uint8Array(32).fill(1), 'me');
const ed448 = sampleEd448(new Uint8Array(57).fill(1), 'me');
const dsa = sampleDsa(12345n, 'me');

async function file(key: PrivateKey, format: KeyFormat, passphrase = ''): Promise<Buffer> {
  return format === 'public' || format === 'rfc4716'
    ? writePublicKey(key, format, key.comment)
    : writePrivateKey(key, format, passphrase);
}

async function adviceFor(target: KeyTarget, bytes: Uint8Array, passphrase?: string): Promise<KeyAdvice> {
  const { advice } = await inspectKey(bytes, { passphrase });
  return advice.find((each) => each.target === target)!;
}

test('whatever the key and its format, the format to take is one that the program reads', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyKey,
      fc.constantFrom<PrivateKeyFormat>('ppk', 'ppk2', 'openssh', 'pkcs8'),
      async (key, format) => {
        const bytes = await file(key, format);
        for (const { target, take } of (await inspectKey(bytes)).advice) {
          if (!take) continue;
          const converted = await convertKey(bytes, { to: take });
          expect(await adviceFor(target, converted.bytes), `${target}, ${take}`).toMatchObject({
            reads: true,
          });
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('where no format helps, the reason is the key and not its format', async () => {
  const ofTheKey = ['algorithm', 'dsa-removed', 'ec2-algorithm', 'windows-rsa'];
  for (const key of [rsa, p256, ed25519, ed448, dsa]) {
    for (const format of ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'] as const) {
      if (format === 'pem' && (key === ed25519 || key === ed448)) continue;
      const bytes = await file(key, format);
      // Also where the file has a fault of its own besides.
      for (const each of [bytes, Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')]) {
        for (const { target, reads, take, cause } of (await inspectKey(each)).advice) {
          if (!reads && !take) expect(ofTheKey, `${target}: ${key.algorithm}, ${format}`).toContain(cause);
        }
      }
    }
  }
});

test('what ssh says of a PPK it says of a DSA key in one too, though another format would not help', async () => {
  expect(await adviceFor('openssh', await file(dsa, 'ppk'))).toMatchObject({
    says: 'Load key "…": error in libcrypto',
    cause: 'dsa-removed',
    take: null,
  });
  expect(await adviceFor('openssh', await file(ed448, 'ppk'))).toMatchObject({
    cause: 'algorithm',
    take: null,
  });
});

test('where nothing is refused, nothing is advised', async () => {
  for (const format of ['ppk', 'pem', 'openssh', 'public'] as const) {
    for (const { reads, says, cause, take } of (await inspectKey(await file(rsa, format))).advice) {
      if (reads) expect({ says, cause, take }).toEqual({ says: null, cause: null, take: null });
      else expect(cause).not.toBeNull();
    }
  }
});

describe('programs that cannot be started here', () => {
  const cases: [KeyTarget, string, PrivateKey, KeyFormat, Partial<KeyAdvice>][] = [
    ['putty-old', 'PPK 3', rsa, 'ppk', { cause: 'ppk3', take: 'ppk2' }],
    ['putty-old', 'PPK 2', rsa, 'ppk2', { reads: true }],
    ['putty-old', 'Ed448', ed448, 'openssh', { cause: 'algorithm', take: null }],
    ['winscp-old', 'PPK 3', ed25519, 'ppk', { cause: 'ppk3', take: 'ppk2' }],
    ['winscp-old', 'OpenSSH', ed25519, 'openssh', { cause: 'not-ppk', take: 'ppk2' }],
    ['filezilla', 'PPK 3', rsa, 'ppk', { cause: 'ppk3', take: 'ppk2' }],
    ['filezilla', 'PPK 2', rsa, 'ppk2', { reads: true }],
    ['filezilla', 'PEM', rsa, 'pem', { cause: 'not-ppk', take: 'ppk2' }],
    ['filezilla', 'PKCS#8', rsa, 'pkcs8', { cause: 'pkcs8', take: 'ppk2' }],
    [
      'jsch',
      'OpenSSH',
      rsa,
      'openssh',
      { says: 'invalid privatekey: [B@…', cause: 'openssh-format', take: 'pem' },
    ],
    ['jsch', 'Ed25519', ed25519, 'openssh', { cause: 'algorithm', take: null }],
    ['jsch', 'RSA PKCS#8', rsa, 'pkcs8', { reads: true }],
    ['jsch', 'ECDSA PKCS#8', p256, 'pkcs8', { cause: 'pkcs8', take: 'pem' }],
    ['jsch', 'PPK 2', rsa, 'ppk2', { cause: 'ppk', take: 'pem' }],
    ['jsch', 'PEM', p256, 'pem', { reads: true }],
    ['ec2-import', 'private key', rsa, 'pem', { cause: 'ec2-private-key', take: 'public' }],
    ['ec2-import', 'public key', ed25519, 'public', { reads: true }],
    ['ec2-import', 'RSA, RFC 4716', rsa, 'rfc4716', { reads: true }],
    ['ec2-import', 'Ed25519, RFC 4716', ed25519, 'rfc4716', { cause: 'ec2-public-format', take: 'public' }],
    ['ec2-import', 'ECDSA', p256, 'public', { cause: 'ec2-algorithm', take: null }],
    ['ec2-import', 'RSA of 1152 bits', sampleRsa(1152), 'public', { cause: 'ec2-algorithm', take: null }],
    ['ec2-import', 'DSA', dsa, 'public', { cause: 'ec2-algorithm', take: null }],
    ['ec2-windows-password', 'RSA PEM', rsa, 'pem', { reads: true }],
    ['ec2-windows-password', 'RSA OpenSSH', rsa, 'openssh', { cause: 'windows-pem', take: 'pem' }],
    ['ec2-windows-password', 'RSA PPK', rsa, 'ppk', { cause: 'windows-pem', take: 'pem' }],
    ['ec2-windows-password', 'Ed25519', ed25519, 'openssh', { cause: 'windows-rsa', take: null }],
    ['ec2-windows-password', 'public key', rsa, 'public', { cause: 'public-key', take: null }],
  ];
  test.each(cases)('%s: %s', async (target, _, key, format, expected) => {
    expect(await adviceFor(target, await file(key, format))).toMatchObject({ reads: false, ...expected });
  });

  test('JSch wants a carriage return at the end of each line of a PPK', async () => {
    const lines = (await file(rsa, 'ppk2')).toString('latin1').replaceAll('\n', '\r\n');
    expect(await adviceFor('jsch', Buffer.from(lines, 'latin1'))).toMatchObject({ reads: true });
  });

  test('the Windows password takes no protected key', async () => {
    const bytes = await file(rsa, 'pem', 'a passphrase');
    for (const passphrase of [undefined, 'a passphrase']) {
      const advice = await adviceFor('ec2-windows-password', bytes, passphrase);
      expect(advice).toMatchObject({ reads: false, cause: 'windows-passphrase', take: 'pem' });
    }
  });
});

test('what a protected file hides is advised on once the passphrase shows it', async () => {
  const bytes = await file(ed25519, 'pkcs8', 'a passphrase');
  expect(await adviceFor('ec2-windows-password', bytes)).toMatchObject({ cause: 'windows-pem', take: 'pem' });
  expect(await adviceFor('ec2-windows-password', bytes, 'a passphrase')).toMatchObject({
    cause: 'windows-rsa',
    take: null,
  });
});

describe('warnings', () => {
  const codesOf = async (bytes: Uint8Array) => (await inspectKey(bytes)).warnings.map(({ code }) => code);

  test('DSA and Ed448: of no use to OpenSSH or EC2', async () => {
    expect(await codesOf(await file(dsa, 'pem'))).toEqual(['dsa', 'ec2-no-import']);
    expect(await codesOf(await file(ed448, 'openssh'))).toEqual(['ec2-no-import']);
  });

  test('DSA shows without the passphrase', async () => {
    expect(await codesOf(await file(dsa, 'pem', 'a passphrase'))).toContain('dsa');
  });

  test('a file with several keys', async () => {
    const both = Buffer.concat([await file(ed25519, 'openssh'), await file(p256, 'pem')]);
    const { warnings, others } = await inspectKey(both);
    expect(warnings).toEqual([{ code: 'several-keys', count: 2 }]);
    expect(others).toHaveLength(1);
  });
});
