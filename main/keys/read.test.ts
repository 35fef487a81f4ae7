import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleEcdsa, sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { derElement, derInteger, derOid, derSequence, derTag } from './der';
import { inspectKey } from './inspect';
import { encodePem } from './pem';
import { writePkcs8, writeSpki } from './pkcs8';
import { writePublicBlob } from './public-blob';
import { writePublicLine } from './public-files';
import { readKeyFile } from './read';
import { wireString } from './wire';
import { writePrivateKey } from './write';

const rsa = sampleRsa(2048, 'rsa key');
const ed25519 = sampleEd25519(Buffer.alloc(32, 7), 'ed25519 key');
const pem = (await writePrivateKey(rsa, 'pem', '')).toString();
const openssh = (await writePrivateKey(ed25519, 'openssh', '')).toString();
const ppk = (await writePrivateKey(rsa, 'ppk', '')).toString('latin1');

const secp256k1 = derSequence(
  derInteger(1n),
  derElement(derTag.octetString, Buffer.alloc(32, 5)),
  derElement(derTag.context0, derOid('1.3.132.0.10')),
);

/** What inspecting these bytes fails with. */
async function codeOf(content: Uint8Array | string): Promise<unknown> {
  return inspectKey(Buffer.from(content)).then(
    () => 'read',
    (error: { code?: string }) => error.code ?? error,
  );
}

/** An OpenSSH certificate as far as it is read: name, nonce, the key's own fields, and the rest. */
function certificateLine(): string {
  const name = 'ssh-ed25519-cert-v01@openssh.com';
  const blob = Buffer.concat([name, Buffer.alloc(32), ed25519.publicKey, 'the rest'].map(wireString));
  return `${name} ${blob.toString('base64')} someone`;
}

describe('each file that is no usable key has an answer of its own', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), deflateSync(Buffer.alloc(999, 1))]);
  test.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'keys.empty'],
    ['blank lines', '\r\n \n\t\n', 'keys.empty'],
    ['a byte order mark alone', '\ufeff', 'keys.empty'],
    ['a letter', 'Dear John,\nthe key is under the mat.\n', 'keys.not-a-key'],
    ['a web page', '<!DOCTYPE html><html><body>Access denied</body></html>', 'keys.not-a-key'],
    ['DER', writePkcs8(rsa), 'keys.binary'],
    ['gzip', gzipSync(pem), 'keys.binary'],
    ['an image', png, 'keys.binary'],
    ['binary without a zero byte', Buffer.from([1, 2, 3, 200, 201, 14, 15]), 'keys.binary'],
    ['ten megabytes', Buffer.alloc(10_000_000, 'A'), 'keys.too-large'],
    ['PEM without END', pem.slice(0, 800), 'keys.truncated'],
    ['PEM without its last lines of base64', pem.replace(/\n.*\n.*\n(?=-----END)/, '\n'), 'keys.truncated'],
    ['PEM with a cut line', pem.replace(/..\n(?=-----END)/, '\n'), 'keys.truncated'],
    ['PEM without its beginning', pem.slice(500), 'keys.truncated'],
    ['OpenSSH format cut', openssh.replace(/\n.*\n.*\n(?=-----END)/, '\n'), 'keys.truncated'],
    ['PPK without its MAC', ppk.slice(0, ppk.indexOf('Private-MAC')), 'keys.truncated'],
    ['PEM that is not base64', pem.replace(/\n.{10}/, '\n!!!!!!!!!!'), 'keys.corrupt'],
    ['PPK with another comment', ppk.replace('rsa key', 'rsa kez'), 'keys.corrupt'],
    ['an X.509 certificate', encodePem('CERTIFICATE', Buffer.alloc(99)), 'keys.x509-certificate'],
  ])('%s', async (_, content, code) => {
    expect(await codeOf(content)).toBe(code);
  });
});

describe('kinds that are not read say which they are', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['OpenPGP', encodePem('PGP PRIVATE KEY BLOCK', Buffer.alloc(9)), 'PGP PRIVATE KEY BLOCK'],
    [
      'ssh.com',
      '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56w==\n',
      'ssh.com (SSH2 ENCRYPTED PRIVATE KEY)',
    ],
    [
      'a hardware key',
      `sk-ssh-ed25519@openssh.com ${wireString('sk-ssh-ed25519@openssh.com').toString('base64')}`,
      'sk-ssh-ed25519@openssh.com',
    ],
    ['secp256k1', encodePem('EC PRIVATE KEY', secp256k1), 'ECDSA 1.3.132.0.10'],
  ])('%s', (_, content, kind) => {
    expect(() => readKeyFile(Buffer.from(content))).toThrow(
      expect.objectContaining({ code: 'keys.unsupported', params: { kind } }),
    );
  });
});

test.each(['1', '4', '31'])('a PPK of version %s says so', (version) => {
  expect(() => readKeyFile(Buffer.from(ppk.replace('File-3', `File-${version}`)))).toThrow(
    expect.objectContaining({ code: 'keys.ppk-version', params: { version } }),
  );
});

describe('files that went through other hands are read all the same', () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  test.each<[string, (text: string) => Uint8Array | string]>([
    ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['CR', (text) => text.replaceAll('\n', '\r')],
    ['no final line break', (text) => text.trimEnd()],
    ['blank lines around', (text) => `\n\r\n${text}\n\n`],
    ['a UTF-8 byte order mark', (text) => `\ufeff${text}`],
    ['UTF-16, as PowerShell redirects it', utf16],
    ['UTF-16, the other byte order', (text) => utf16(text).swap16()],
    ['UTF-16 without a mark', (text) => utf16(text).subarray(2)],
  ])('%s', async (_, change) => {
    for (const text of [pem, openssh, ppk]) {
      expect(await inspectKey(Buffer.from(change(text)))).toEqual(await inspectKey(Buffer.from(text)));
    }
  });

  test.each<[string, (text: string) => string]>([
    ['text before and after', (text) => `Bag Attributes\n  friendlyName: key\n${text}\nregards`],
    ['spaces at the ends of lines', (text) => text.replaceAll('\n', '  \n')],
    ['everything in one line', (text) => text.replaceAll('\n', ' ')],
    ['an EC PARAMETERS block first', (text) => `${encodePem('EC PARAMETERS', Buffer.alloc(9))}${text}`],
    ['its certificate beside it', (text) => `${encodePem('CERTIFICATE', Buffer.alloc(9))}${text}`],
  ])('PEM with %s', async (_, change) => {
    expect(await inspectKey(Buffer.from(change(pem)))).toEqual(await inspectKey(Buffer.from(pem)));
  });

  test('a comment in Latin-1 shows as it was meant', async () => {
    const comment = Buffer.from('Schl\u00fcssel \u00e0', 'latin1');
    const bytes = await writePrivateKey({ ...rsa, comment }, 'ppk2', '');
    expect(await inspectKey(bytes)).toMatchObject({ comment: 'Schlüssel à' });
  });
});

describe('public halves', () => {
  const line = writePublicLine(ed25519, Buffer.from('me@example')).toString();

  test.each([line, `from="192.0.2.0/24",command="echo a b" ${line}`, `# a note\n\n${line}\n`])(
    'an authorized_keys file: %s',
    async (text) => {
      expect(await inspectKey(Buffer.from(text))).toMatchObject({
        format: 'public',
        algorithm: 'ssh-ed25519',
        publicKey: line,
        comment: 'me@example',
        warnings: [{ code: 'public-only' }],
      });
    },
  );

  test.each([rsa, ed25519, sampleEcdsa(1, 12345n)])('a PUBLIC KEY block', async (key) => {
    const summary = await inspectKey(encodePem('PUBLIC KEY', writeSpki(key)));
    expect(summary).toMatchObject({ format: 'public-pem', algorithm: key.algorithm });
    expect(summary.publicKey).toBe(`${key.algorithm} ${writePublicBlob(key).toString('base64')}`);
  });

  test('a certificate shows the key that it certifies', async () => {
    expect(await inspectKey(Buffer.from(certificateLine()))).toMatchObject({
      format: 'certificate',
      algorithm: 'ssh-ed25519-cert-v01@openssh.com',
      fingerprints: (await inspectKey(Buffer.from(line))).fingerprints,
      warnings: [{ code: 'certificate' }],
    });
  });

  test('a line cut short is truncated', async () => {
    expect(await codeOf(line.replace(/.. me@example/, ''))).toBe('keys.truncated');
  });
});

describe('several keys in one file', () => {
  test('private keys: the first, then the others', async () => {
    const summary = await inspectKey(Buffer.from(pem + openssh));
    expect(summary.algorithm).toBe('ssh-rsa');
    expect(summary.others).toEqual([
      expect.objectContaining({ algorithm: 'ssh-ed25519', format: 'openssh' }),
    ]);
  });

  test('what is not supported is passed over, what is damaged is not', async () => {
    const pgp = encodePem('PGP PRIVATE KEY BLOCK', Buffer.alloc(9)).toString();
    expect(await inspectKey(Buffer.from(pgp + pem))).toMatchObject({ algorithm: 'ssh-rsa', others: [] });
    expect(await codeOf(pem + openssh.slice(0, 100))).toBe('keys.truncated');
  });
});

test('a file of nothing but BEGIN lines, of one endless line or of spaces is refused without delay', async () => {
  const begins = '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(30_000);
  expect(await codeOf(begins)).toBe('keys.truncated');
  expect(await codeOf(`ssh-rsa ${'ssh-rsa AAAA '.repeat(75_000)}!`)).toBe('keys.not-a-key');
  expect(await codeOf(`a${' '.repeat(1_000_000)}b`)).toBe('keys.not-a-key');
  expect(await codeOf(' '.repeat(1_000_000))).toBe('keys.empty');
});
