import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { looksLikePrivateKey } from './key-marker';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-marker-'));
afterAll(() => rmSync(folder, { recursive: true }));

function look(content: string | Uint8Array): Promise<boolean> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  return looksLikePrivateKey(path);
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' });
const ed25519 = generateKeyPairSync('ed25519');
const pem = rsa.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const sealed = { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' } as const;

test.each([
  ['PEM', pem],
  ['four dashes', pem.replace('-----BEGIN', '----BEGIN')],
  ['three dashes', pem.replace('-----BEGIN', '---BEGIN')],
  ['em dashes', pem.replaceAll('-----', '\u2014\u2014-')],
  ['en dashes', pem.replaceAll('-----', '\u2013\u2013\u2013\u2013-')],
  ['em dashes in UTF-16', Buffer.from(`\ufeff${pem.replaceAll('-----', '\u2014\u2014-')}`, 'utf16le')],
  ['notes of five kilobytes before it', `${'Bag Attributes\n'.repeat(350)}${pem}`],
  ['an ssh.com key', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n'],
  ['a PPK', 'PuTTY-User-Key-File-3: ssh-rsa\n'],
  ['DER, PKCS#1', rsa.privateKey.export({ type: 'pkcs1', format: 'der' })],
  ['DER, PKCS#8', rsa.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['DER, PKCS#8 of a short key', ed25519.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ['DER, SEC1', p256.privateKey.export({ type: 'sec1', format: 'der' })],
  ['DER, SEC1 of a longer key', p521.privateKey.export({ type: 'sec1', format: 'der' })],
  ['DER, protected', rsa.privateKey.export({ ...sealed, format: 'der' })],
  ['DER, a short key protected', ed25519.privateKey.export({ ...sealed, format: 'der' })],
])('a private key is known by its beginning: %s', async (_, content) => {
  expect(await look(content)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['text', '0x30 is how a private key in DER begins'],
  ['a public key', rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
  ['a public key in DER', rsa.publicKey.export({ type: 'spki', format: 'der' })],
  ['a short public key in DER', ed25519.publicKey.export({ type: 'spki', format: 'der' })],
  // An X.509 certificate: a sequence whose first element is a long sequence.
  ['a certificate in DER', Buffer.from('308203a53082028da003020102', 'hex')],
])('what is none is told apart: %s', async (_, content) => {
  expect(await look(content)).toBe(false);
});
