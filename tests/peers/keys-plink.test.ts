import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { KeyFolder } from '../fixtures/make-keys';
import { type Sshd, startSshd } from '../servers/sshd';

const folder = new KeyFolder();
const passphrase = 'correct horse battery';
const sources = [
  { name: 'RSA .pem', path: folder.sshKeygen('rsa', { format: 'pem' }) },
  { name: 'Ed25519 .pem', path: folder.sshKeygen('ed25519') },
];
let sshd: Sshd;

beforeAll(async () => {
  const authorizedKeys = sources.map(({ path }) => readFileSync(`${path}.pub`, 'utf8').trim());
  sshd = await startSshd({ authorizedKeys });
});

afterAll(async () => {
  await sshd.stop();
  folder.remove();
});

/** Logs in with plink; answers everything it printed. */
function plink(keyFile: string, keyPassphrase: string): Promise<string> {
  const hostKey = Buffer.from(sshd.hostKeyPublic.split(' ')[1] ?? '', 'base64');
  const fingerprint = `SHA256:${createHash('sha256').update(hostKey).digest('base64').replace(/=+$/, '')}`;
  const child = spawn(
    'plink',
    [
      ...['-ssh', '-noagent', '-no-antispoof', '-P', String(sshd.port), '-i', keyFile],
      ...['-hostkey', fingerprint, `${sshd.user}@127.0.0.1`, 'echo shell of $((40 + 2))'],
    ],
    // Its own session: without a terminal plink takes the passphrase from stdin.
    { detached: true, timeout: 30_000 },
  );
  child.stdin.end(keyPassphrase === '' ? '' : `${keyPassphrase}\n`);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(printed));
  });
}

describe.each(sources)('$name', ({ path }) => {
  test.each([
    ['ppk', ''],
    ['ppk', passphrase],
    ['ppk2', ''],
    ['ppk2', passphrase],
  ] as const)('saved as %s with passphrase "%s" logs in with plink', async (to, newPassphrase) => {
    const { bytes } = await convertKey(readFileSync(path), { to, newPassphrase });
    expect(await plink(folder.file(bytes, '.ppk'), newPassphrase)).toContain('shell of 42');
  });
});

test('plink does not get in with another key', async () => {
  const { bytes } = await convertKey(readFileSync(folder.sshKeygen('ed25519')), { to: 'ppk' });
  expect(await plink(folder.file(bytes, '.ppk'), '')).not.toContain('shell of 42');
});
