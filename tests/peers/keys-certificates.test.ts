import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import { bareLine, KeyFolder, keyTypes, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'correct horse battery';
const authority = folder.sshKeygen('ed25519');

describe.each(keyTypes)('a PPK with a certificate for %s', (type) => {
  let source: string;
  let bytes: Buffer;
  let publicLine: string;
  beforeAll(() => {
    const key = folder.sshKeygen(type, { comment: 'me' });
    publicLine = readFileSync(`${key}.pub`, 'utf8').trim();
    run('ssh-keygen', ['-q', '-s', authority, '-I', 'id', '-n', 'me', `${key}.pub`]);
    source = folder.file(folder.puttygen(key, ['-O', 'private', '--certificate', `${key}-cert.pub`]), '.ppk');
    bytes = readFileSync(source);
  });

  test('shows the key that is certified, and says that there is a certificate', async () => {
    expect(bytes.toString('latin1')).toContain('-cert-v01@openssh.com');
    const summary = await inspectKey(bytes);
    expect(summary).toMatchObject({
      format: 'ppk',
      algorithm: publicLine.split(' ')[0],
      publicKey: publicLine,
    });
    expect(summary.warnings).toContainEqual({ code: 'ppk-certificate' });
  });

  test('keeps it as another PPK, byte for byte as puttygen does', async () => {
    const ppk2 = ['--reencrypt', '-O', 'private', '--ppk-param', 'version=2'];
    for (const newPassphrase of ['', passphrase]) {
      const theirs = folder.puttygen(source, ppk2, { new: newPassphrase });
      const ours = await convertKey(bytes, { to: 'ppk2', newPassphrase });
      expect(ours.bytes.toString('latin1')).toBe(theirs.toString('latin1'));
      const back = await convertKey(ours.bytes, { to: 'ppk', passphrase: newPassphrase, newPassphrase: '' });
      expect(back.bytes.toString('latin1')).toBe(bytes.toString('latin1'));
      expect(back.warnings).toContainEqual({ code: 'ppk-certificate' });
    }
  });

  test('becomes the key alone in other formats', async () => {
    const { bytes: openssh, warnings } = await convertKey(bytes, { to: 'openssh' });
    expect(warnings).toContainEqual({ code: 'ppk-certificate' });
    expect(run('ssh-keygen', ['-y', '-f', folder.file(openssh)]).trim()).toBe(publicLine);
    expect((await convertKey(bytes, { to: 'public' })).bytes.toString().trim()).toBe(publicLine);
    const again = await convertKey(openssh, { to: 'ppk' });
    expect(bareLine(folder.puttygen(folder.file(again.bytes), ['-O', 'public-openssh']).toString())).toBe(
      bareLine(publicLine),
    );
  });

  test('of another key than the certificate’s is refused', async () => {
    const other = folder.sshKeygen(type);
    run('ssh-keygen', ['-q', '-s', authority, '-I', 'id', '-n', 'me', `${other}.pub`]);
    const foreign = folder
      .puttygen(other, ['-O', 'private', '--certificate', `${other}-cert.pub`])
      .toString('latin1');
    const mixed = bytes
      .toString('latin1')
      .replace(/Private-Lines[\s\S]*/, /Private-Lines[\s\S]*/.exec(foreign)?.[0] ?? '');
    await expect(inspectKey(Buffer.from(mixed, 'latin1'))).rejects.toMatchObject({ code: 'keys.corrupt' });
  });
});
