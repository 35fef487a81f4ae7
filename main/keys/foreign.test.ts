import { describe, expect, test } from 'vitest';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { derElement, derInteger, derOid, derSequence, derTag } from './der';
import { encodePem } from './pem';
import { writePublicBlob } from './public-blob';
import { readKeyFile } from './read';
import { wireString, wireUint32 } from './wire';

const sec1 = (curve: string) =>
  encodePem(
    'EC PRIVATE KEY',
    derSequence(
      derInteger(1n),
      derElement(derTag.octetString, Buffer.alloc(32, 5)),
      derElement(derTag.context0, derOid(curve)),
    ),
  );

const pkcs8 = (algorithm: string) =>
  derSequence(
    derInteger(0n),
    derSequence(derOid(algorithm)),
    derElement(derTag.octetString, derElement(derTag.octetString, Buffer.alloc(32, 5))),
  );

/** EncryptedPrivateKeyInfo by a scheme that takes no parameters. */
const sealed = (scheme: string) =>
  derSequence(derSequence(derOid(scheme), derSequence()), derElement(derTag.octetString, Buffer.alloc(16)));

const legacy = (cipher: string, body: Buffer) =>
  encodePem('RSA PRIVATE KEY', body, {
    headers: ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher},${'0'.repeat(32)}`],
  });

/** An OpenSSH file as far as its cipher and the public half. */
const openssh = (cipher: string, publicBlob: Uint8Array) =>
  encodePem(
    'OPENSSH PRIVATE KEY',
    Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      ...[cipher, cipher === 'none' ? 'none' : 'bcrypt', ''].map(wireString),
      wireUint32(1),
      wireString(publicBlob),
      wireString(''),
    ]),
  );

const sk = 'sk-ssh-ed25519@openssh.com';
const ed25519 = writePublicBlob(sampleEd25519(Buffer.alloc(32, 7)));

describe('kinds that are not read say which they are, and what to do', () => {
  test.each<[string, Uint8Array | string, string, string]>([
    ['an OpenPGP key in armour', encodePem('PGP PRIVATE KEY BLOCK', Buffer.alloc(9)), 'OpenPGP', 'openpgp'],
    ['an OpenPGP key, old packet', Buffer.from([0x95, 1, 2, 4, 0, 0]), 'OpenPGP', 'openpgp'],
    ['an OpenPGP key, new packet', Buffer.from([0xc5, 90, 4, 0, 0, 0]), 'OpenPGP', 'openpgp'],
    [
      'a PKCS#12 file',
      derSequence(derInteger(3n), derSequence(derOid('1.2.840.113549.1.7.1'))),
      'PKCS#12',
      'pkcs12',
    ],
    ['a Java keystore', Buffer.from('feedfeed00000002', 'hex'), 'Java keystore (JKS)', 'javaKeystore'],
    ['an old Java keystore', Buffer.from('cececece00000002', 'hex'), 'Java keystore (JCEKS)', 'javaKeystore'],
    [
      'an SSH-1 key',
      Buffer.from('SSH PRIVATE KEY FILE FORMAT 1.1\n\0\0\0', 'latin1'),
      'SSH-1 RSA',
      'sshVersion1',
    ],
    ['an age key', '# created: 2026\n# public key: age1q\nAGE-SECRET-KEY-1QQQ\n', 'age', 'age'],
    ['a JSON Web Key', '{ "kty": "OKP", "crv": "Ed25519", "d": "AA" }', 'JSON Web Key', 'jwk'],
    ['a set of JSON Web Keys', '{"keys":[{"use":"sig","kty":"RSA"}]}', 'JSON Web Key', 'jwk'],
    ['a hardware key', openssh('none', wireString(sk)), sk, 'securityKey'],
    ['a hardware key, public', `${sk} ${wireString(sk).toString('base64')}`, sk, 'securityKey'],
    ['secp256k1', sec1('1.3.132.0.10'), 'ECDSA secp256k1', 'curve'],
    ['a curve without a name', sec1('1.3.132.0.99'), 'ECDSA 1.3.132.0.99', 'curve'],
    ['X25519', encodePem('PRIVATE KEY', pkcs8('1.3.101.110')), 'X25519', 'notForSsh'],
    ['X25519 as DER', pkcs8('1.3.101.110'), 'X25519', 'notForSsh'],
    ['legacy PEM by Camellia', legacy('CAMELLIA-256-CBC', Buffer.alloc(9)), 'CAMELLIA-256-CBC', 'cipher'],
    ['legacy PEM by DES', legacy('DES-CBC', Buffer.alloc(9)), 'DES-CBC', 'legacyCipher'],
    ['legacy PEM by Blowfish', legacy('BF-CBC', Buffer.alloc(9)), 'BF-CBC', 'legacyCipher'],
    [
      'PKCS#8 by RC2',
      encodePem('ENCRYPTED PRIVATE KEY', sealed('1.2.840.113549.1.12.1.6')),
      'PKCS#8 1.2.840.113549.1.12.1.6',
      'legacyCipher',
    ],
    [
      'PKCS#8 by MD5 and DES',
      encodePem('ENCRYPTED PRIVATE KEY', sealed('1.2.840.113549.1.5.3')),
      'PKCS#8 1.2.840.113549.1.5.3',
      'legacyCipher',
    ],
    [
      'PKCS#8 by two-key 3DES',
      encodePem('ENCRYPTED PRIVATE KEY', sealed('1.2.840.113549.1.12.1.4')),
      'PKCS#8 1.2.840.113549.1.12.1.4',
      'cipher',
    ],
    ['an OpenSSH key by Blowfish', openssh('blowfish-cbc', ed25519), 'blowfish-cbc', 'opensshCipher'],
    ['a label of nobody', encodePem('STRANGE PRIVATE KEY', Buffer.alloc(9)), 'STRANGE', 'none'],
  ])('%s', (_, content, kind, hint) => {
    expect(() => readKeyFile(Buffer.from(content))).toThrow(
      expect.objectContaining({ code: 'keys.unsupported', params: { kind, hint } }),
    );
  });
});
