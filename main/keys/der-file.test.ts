import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyKey, sampleDsa, sampleEcdsa, sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { derInteger, derSequence } from './der';
import { writeDsaDer } from './dsa';
import { inspectKey } from './inspect';
import { encryptPkcs8 } from './pbes';
import { writePkcs1, writePkcs1Public } from './pkcs1';
import { writePkcs8, writeSpki } from './pkcs8';
import { writePublicLine } from './public-files';
import { writeSec1 } from './sec1';

const rsa = sampleRsa(1024);
const dsa = sampleDsa(77n);
const ecdsa = sampleEcdsa(0, 77n);
const ed25519 = sampleEd25519(Buffer.alloc(32, 7));

describe('a binary key file, which PuTTYgen refuses, is read as the PEM that it would be', () => {
  test.each([
    { name: 'PKCS#1', der: writePkcs1(rsa), key: rsa, format: 'pem' },
    { name: 'SEC1', der: writeSec1(ecdsa, { withCurve: true }), key: ecdsa, format: 'pem' },
    { name: 'DSA', der: writeDsaDer(dsa), key: dsa, format: 'pem' },
    { name: 'PKCS#8', der: writePkcs8(ed25519), key: ed25519, format: 'pkcs8' },
    { name: 'a public key', der: writeSpki(ecdsa), key: ecdsa, format: 'public-pem' },
    { name: 'an RSA public key', der: writePkcs1Public(rsa), key: rsa, format: 'public-pem' },
  ])('$name', async ({ der, key, format }) => {
    const publicKey = writePublicLine(key, Buffer.alloc(0)).toString();
    expect(await inspectKey(der)).toMatchObject({ format, publicKey });
    // Some programs leave a line break behind it.
    expect(await inspectKey(Buffer.concat([der, Buffer.from('\r\n')]))).toMatchObject({ format, publicKey });
  });

  test('encrypted PKCS#8', async () => {
    const der = await encryptPkcs8(writePkcs8(rsa), Buffer.from('secret'));
    expect(await inspectKey(der)).toMatchObject({ format: 'pkcs8', encrypted: true, algorithm: null });
    expect(await inspectKey(der, { passphrase: 'secret' })).toMatchObject({ algorithm: 'ssh-rsa' });
  });

  test('PKCS#8 of every key', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, async (key) => {
        expect(await inspectKey(writePkcs8(key))).toMatchObject({
          format: 'pkcs8',
          algorithm: key.algorithm,
        });
      }),
      { numRuns: 40 },
    );
  });
});

test('an X.509 certificate says that it is one', async () => {
  const certificate = derSequence(derSequence(derInteger(2n)), derSequence(), derInteger(1n));
  await expect(inspectKey(certificate)).rejects.toMatchObject({ code: 'keys.x509-certificate' });
});

test('a binary key cut short is truncated; what only looks like one is binary', async () => {
  const der = writePkcs1(rsa);
  await expect(inspectKey(der.subarray(0, -1))).rejects.toMatchObject({ code: 'keys.truncated' });
  await expect(inspectKey(der.subarray(0, 20))).rejects.toMatchObject({ code: 'keys.truncated' });
  await expect(inspectKey(derSequence(derInteger(0n), derInteger(1n), derInteger(2n)))).rejects.toMatchObject(
    {
      code: 'keys.binary',
    },
  );
});
