import { afterAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import { KeyFolder, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const typed = 'Grüße';
const latin1 = Buffer.from(typed, 'latin1');
const rsa = folder.newPpk('rsa');

/** A key file of each format whose passphrase is these bytes, as a program of that system would write it. */
const makers: Record<string, (passphrase: Uint8Array) => Buffer> = {
  ppk: (bytes) => folder.puttygen(rsa, ['--reencrypt', '-O', 'private'], { new: bytes }),
  ppk2: (bytes) =>
    folder.puttygen(rsa, ['--reencrypt', '-O', 'private', '--ppk-param', 'version=2'], { new: bytes }),
  openssh: (bytes) => folder.puttygen(rsa, ['-O', 'private-openssh-new'], { new: bytes }),
  'legacy PEM': (bytes) => folder.puttygen(rsa, ['-O', 'private-openssh'], { new: bytes }),
  'ssh.com': (bytes) => folder.puttygen(rsa, ['-O', 'private-sshcom'], { new: bytes }),
  'PKCS#8': (bytes) =>
    Buffer.from(
      run('openssl', [
        ...['pkcs8', '-topk8', '-in', folder.file(folder.puttygen(rsa, ['-O', 'private-openssh']))],
        ...['-iter', '1000', '-passout', `file:${folder.file(bytes)}`],
      ]),
    ),
};

describe.each(Object.entries(makers))('%s', (_, make) => {
  test('a passphrase in windows-1252 opens it, and the user is told', async () => {
    const { warnings } = await inspectKey(make(latin1), { passphrase: typed });
    expect(warnings).toContainEqual({ code: 'passphrase-code-page', codePage: 'windows-1252' });
  });

  test('in UTF-8 it opens without a word', async () => {
    const { warnings } = await inspectKey(make(Buffer.from(typed)), { passphrase: typed });
    expect(warnings.map(({ code }) => code)).not.toContain('passphrase-code-page');
  });

  test('another passphrase beyond ASCII is wrong', async () => {
    await expect(inspectKey(make(latin1), { passphrase: 'Grüsse' })).rejects.toMatchObject({
      code: 'keys.wrong-passphrase',
    });
  });
});

// Bytes from iconv, of what a user of that country types.
test.each([
  ['열쇠 뷁', 'windows-949', 'bfadbce82094ee'],
  ['鍵かぎ', 'shift_jis', '8cae82a982ac'],
  ['钥匙', 'gbk', 'd4bfb3d7'],
  ['鑰匙', 'big5', 'c65fb0cd'],
  ['ключ', 'windows-1251', 'eaebfef7'],
  ['klíč', 'windows-1250', '6b6cede8'],
  ['anahtarış', 'windows-1254', '616e6168746172fdfe'],
  ['Grüße, 열쇠', 'windows-1252', Buffer.from('Gr\u00fc\u00dfe, ??', 'latin1').toString('hex')],
  ['Schlu\u0308ssel', 'UTF-8 NFC', Buffer.from('Schl\u00fcssel').toString('hex')],
  ['Schl\u00fcssel', 'UTF-8 NFD', Buffer.from('Schlu\u0308ssel').toString('hex')],
])('"%s" opens what was protected with it in %s', async (passphrase, codePage, hex) => {
  const sealed = folder.puttygen(rsa, ['--reencrypt', '-O', 'private', '--ppk-param', 'version=2'], {
    new: Buffer.from(hex, 'hex'),
  });
  const { warnings, bytes } = await convertKey(sealed, { to: 'ppk2', passphrase });
  expect(warnings).toContainEqual({ code: 'passphrase-code-page', codePage });
  // The new file takes the passphrase as every program on Unix writes it.
  const plain = folder.puttygen(
    folder.file(bytes),
    ['--reencrypt', '-O', 'private', '--ppk-param', 'version=2'],
    {
      old: passphrase,
      new: '',
    },
  );
  const original = folder.puttygen(rsa, ['--reencrypt', '-O', 'private', '--ppk-param', 'version=2']);
  expect(plain.toString('latin1')).toBe(original.toString('latin1'));
});
