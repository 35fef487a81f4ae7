import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import { decodeBase64, encodeBase64Lines } from '../../main/keys/pem';
import { bareLine, KeyFolder } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'correct horse battery';

/** The file with its decoded body changed. */
function changed(file: Buffer, change: (body: Buffer) => void): Buffer {
  const [begin = '', ...lines] = file.toString('latin1').trimEnd().split('\n');
  const end = lines.pop();
  const body = decodeBase64(lines.filter((line) => !line.includes(':')).join(''));
  change(body);
  return Buffer.from(`${begin}\n${encodeBase64Lines(body, 70)}${end}\n`);
}

describe.each(['rsa', 'dsa'] as const)('%s keys that puttygen wrote for ssh.com', (type) => {
  let source: string;
  let publicLine: string;
  let plain: Buffer;
  let sealed: Buffer;
  beforeAll(() => {
    source = folder.newPpk(type, { comment: 'my "old" key', bits: '1024' });
    publicLine = folder.puttygen(source, ['-O', 'public-openssh']).toString().trim();
    plain = folder.puttygen(source, ['-O', 'private-sshcom']);
    sealed = folder.puttygen(source, ['--reencrypt', '-O', 'private-sshcom'], { new: passphrase });
  });

  test('are read, comment and all', async () => {
    expect(await inspectKey(plain)).toMatchObject({
      format: 'sshcom',
      encrypted: false,
      publicKey: publicLine,
      comment: 'my "old" key',
    });
  });

  test('protected, they open with their passphrase and no other', async () => {
    expect(await inspectKey(sealed)).toMatchObject({
      encrypted: true,
      algorithm: publicLine.split(' ')[0],
      comment: 'my "old" key',
      cipher: 'des-ede3-cbc',
      publicKey: null,
    });
    expect(await inspectKey(sealed, { passphrase })).toMatchObject({ publicKey: publicLine });
    for (let tries = 0; tries < 20; tries += 1) {
      await expect(inspectKey(sealed, { passphrase: `wrong ${tries}` })).rejects.toMatchObject({
        code: 'keys.wrong-passphrase',
      });
    }
  });

  test('become what puttygen makes of them', async () => {
    const { bytes, encrypted } = await convertKey(sealed, { to: 'ppk2', passphrase });
    expect(encrypted).toBe(true);
    const theirs = folder.puttygen(folder.file(sealed), ['-O', 'private', '--ppk-param', 'version=2'], {
      old: passphrase,
    });
    expect(bytes.toString('latin1')).toBe(theirs.toString('latin1'));
    const openssh = await convertKey(plain, { to: 'openssh' });
    const back = folder.puttygen(folder.file(openssh.bytes), ['-O', 'public-openssh']).toString();
    expect(bareLine(back)).toBe(bareLine(publicLine));
  });

  test('cut short or with lengths that lie they are refused at once', async () => {
    const text = plain.toString('latin1');
    const refused = async (file: Buffer | string) =>
      inspectKey(Buffer.from(file)).then(
        () => 'read',
        (error: { code?: string }) => error.code ?? error,
      );
    expect(await refused(text.replace(/---- END.*\n/, ''))).toBe('keys.truncated');
    expect(await refused(text.replace(/\n.*\n.*\n(?=---- END)/, '\n'))).toBe('keys.truncated');
    expect(await refused(changed(plain, (body) => body.writeUInt32BE(0, 0)))).toBe('keys.corrupt');
    // The length of the type's name, behind magic and total length.
    expect(await refused(changed(plain, (body) => body.writeUInt32BE(0xffffffff, 8)))).toBe('keys.corrupt');
    // The first number's bits, behind type, cipher and two lengths.
    const number = changed(plain, (body) => body.writeUInt32BE(0xffffffff, body.indexOf('none') + 12));
    expect(await refused(number)).toBe('keys.corrupt');
    const other = changed(plain, (body) =>
      body.writeUInt8(body.readUInt8(body.length - 2) ^ 1, body.length - 2),
    );
    expect(await refused(other)).toBe('keys.mismatch');
  });
});

test('a long comment goes on over lines, and CRLF ends them as well', async () => {
  const source = folder.newPpk('rsa', { comment: 'c'.repeat(100), bits: '1024' });
  const crlf = folder.puttygen(source, ['-O', 'private-sshcom']).toString('latin1').replaceAll('\n', '\r\n');
  expect(await inspectKey(Buffer.from(crlf, 'latin1'))).toMatchObject({
    comment: 'c'.repeat(100),
    publicKey: (await inspectKey(readFileSync(source))).publicKey,
  });
});
