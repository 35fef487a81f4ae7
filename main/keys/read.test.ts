import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleEcdsa, sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { derInteger, derSequence } from './der';
import { inspectKey } from './inspect';
import { encodePem } from './pem';
import { writeSpki } from './pkcs8';
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

/** What inspecting says about the key; what programs make of the file differs with every space. */
async function seen(content: Uint8Array | string) {
  const { advice, ...key } = await inspectKey(Buffer.from(content));
  return key;
}

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

test.each(['Encryption', 'Comment', 'Public-Lines', 'Private-Lines', 'Private-MAC'])(
  'a PPK without its line %s says which is missing',
  (name) => {
    const without = ppk.replace(new RegExp(`^${name}: .*\\n`, 'm'), '');
    expect(() => readKeyFile(Buffer.from(without))).toThrow(
      expect.objectContaining({ code: 'keys.truncated', params: { missing: name, part: 'line' } }),
    );
  },
);

test('a PPK with fewer or more lines of base64 than it counts is refused', async () => {
  expect(await codeOf(ppk.replace(/(Public-Lines: )\d+/, '$199'))).toBe('keys.truncated');
  expect(await codeOf(ppk.replace(/(Public-Lines: )\d+/, '$11'))).toBe('keys.truncated');
  expect(await codeOf(ppk.replace(/(Private-Lines: )\d+/, '$14294967295'))).toBe('keys.truncated');
  expect(await codeOf(ppk.replace(/(Private-Lines: \d+\n).*\n/, '$1'))).toBe('keys.truncated');
});

test('PEM without its END line says so at once: PuTTYgen never answers', () => {
  const without = pem.replace(/-----END.*\n/, '');
  expect(() => readKeyFile(Buffer.from(without))).toThrow(
    expect.objectContaining({
      code: 'keys.truncated',
      params: { missing: '-----END RSA PRIVATE KEY-----', part: 'end' },
    }),
  );
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
      expect(await seen(change(text))).toEqual(await seen(text));
    }
  });

  test.each<[string, (text: string) => string]>([
    ['text before and after', (text) => `Bag Attributes\n  friendlyName: key\n${text}\nregards`],
    ['spaces at the ends of lines', (text) => text.replaceAll('\n', '  \n')],
    ['spaces at the beginnings of lines', (text) => text.replaceAll('\n', '\n    ')],
    ['everything in one line', (text) => text.replaceAll('\n', ' ')],
    ['no line break at all', (text) => text.replaceAll('\n', '')],
    ['its body in one line', (text) => text.replaceAll(/(?<=[^-])\n(?=[^-])/g, '')],
    ['a blank line after BEGIN', (text) => text.replace('\n', '\n\n')],
    ['four dashes', (text) => text.replaceAll('-----', '----')],
    ['dashes as macOS types them', (text) => text.replaceAll('--', '—')],
    ['no-break and zero-width spaces from a web page', (text) => text.replaceAll('\n', '\u00a0\n\u200b')],
    ['line breaks as JSON writes them', (text) => JSON.stringify(text)],
    ['line breaks as JSON writes CRLF', (text) => JSON.stringify(text.replaceAll('\n', '\r\n'))],
    ['an EC PARAMETERS block first', (text) => `${encodePem('EC PARAMETERS', Buffer.alloc(9))}${text}`],
    ['its certificate beside it', (text) => `${encodePem('CERTIFICATE', Buffer.alloc(9))}${text}`],
  ])('PEM with %s', async (_, change) => {
    for (const text of [pem, openssh]) expect(await seen(change(text))).toEqual(await seen(text));
  });

  test.each<[string, (text: string) => string]>([
    ['spaces at the ends of lines', (text) => text.replaceAll('\n', '  \n')],
    ['a tab at the beginnings of lines', (text) => text.replaceAll('\n', '\n\t')],
    ['blank lines between its lines', (text) => text.replaceAll('\n', '\n\n')],
    ['its MAC in capital letters', (text) => text.replace(/[0-9a-f]+\n$/, (mac) => mac.toUpperCase())],
    ['text before and after', (text) => `Hello,\nhere is the key:\n\n${text}\n-- \nJohn`],
  ])('PPK with %s, which PuTTY refuses for the most part', async (_, change) => {
    expect(change(ppk)).not.toBe(ppk);
    expect(await seen(change(ppk))).toEqual(await seen(ppk));
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

  test('several PPKs', async () => {
    const second = (await writePrivateKey(ed25519, 'ppk2', '')).toString('latin1');
    const summary = await inspectKey(Buffer.from(ppk + second));
    expect([summary, ...summary.others].map(({ format, comment }) => [format, comment])).toEqual([
      ['ppk', 'rsa key'],
      ['ppk2', 'ed25519 key'],
    ]);
  });

  test('what is not supported is passed over, what is damaged is not', async () => {
    const pgp = encodePem('PGP PRIVATE KEY BLOCK', Buffer.alloc(9)).toString();
    expect(await inspectKey(Buffer.from(pgp + pem))).toMatchObject({ algorithm: 'ssh-rsa', others: [] });
    expect(await codeOf(pem + openssh.slice(0, 100))).toBe('keys.truncated');
  });

  test('thousands in one file are refused before any of them is proved', async () => {
    const [file, many] = [Buffer.from(pem.repeat(32)), Buffer.from(pem.repeat(33))];
    expect((await inspectKey(file)).others).toHaveLength(31);
    expect(() => readKeyFile(many)).toThrow(expect.objectContaining({ code: 'keys.too-many' }));
    expect(() => readKeyFile(Buffer.from(ppk.repeat(33)))).toThrow(
      expect.objectContaining({ code: 'keys.too-many' }),
    );
    const line = writePublicLine(ed25519, Buffer.from('me@example')).toString();
    expect(readKeyFile(Buffer.from(`${line}\n`.repeat(1000)))).toHaveLength(1000);
  });
});

test('a file of nothing but markers, spaces, dashes or endless numbers is refused without delay', async () => {
  const begins = '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(30_000);
  expect(await codeOf(begins)).toBe('keys.too-many');
  expect(await codeOf(`ssh-rsa ${'ssh-rsa AAAA '.repeat(75_000)}!`)).toBe('keys.not-a-key');
  expect(await codeOf(`a${' '.repeat(1_000_000)}b`)).toBe('keys.not-a-key');
  expect(await codeOf(' '.repeat(1_000_000))).toBe('keys.empty');
  const dashes = '-'.repeat(900_000);
  expect(await codeOf(dashes)).toBe('keys.not-a-key');
  expect(await codeOf(pem.replace('\n', `\n${dashes}x`))).toBe('keys.corrupt');
  expect(await codeOf(pem.replace('\n', `\n${'- '.repeat(450_000)}x`))).toBe('keys.corrupt');
  expect(await codeOf(`-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED${' '.repeat(900_000)}`)).toBe(
    'keys.truncated',
  );
  expect(await codeOf('PuTTY-User-Key-File-3: ssh-rsa\n'.repeat(30_000))).toBe('keys.too-many');
  expect(await codeOf(`${' '.repeat(900_000)}\nPuTTY-User-Key-File-`)).toBe('keys.truncated');
  expect(await codeOf(`{${'"kty"'.repeat(150_000)}`)).toBe('keys.not-a-key');
  expect(await codeOf('#\n'.repeat(300_000))).toBe('keys.not-a-key');
  const zeros = derSequence(Buffer.concat(Array<Buffer>(300_000).fill(derInteger(0n))));
  expect(await codeOf(zeros)).toBe('keys.binary');
  const endless = derInteger((1n << 800_000n) - 1n);
  const numbers = Array<Buffer>(8).fill(endless);
  expect(await codeOf(derSequence(derInteger(0n), ...numbers))).toBe('keys.unsupported');
  expect(await codeOf(derSequence(derInteger(0n), ...numbers.slice(3)))).toBe('keys.unsupported');
});
