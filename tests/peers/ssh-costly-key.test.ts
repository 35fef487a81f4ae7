import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countKeyThreads } from '../../main/key-worker/threads';
import { convertKey } from '../../main/keys/convert';
import { closePages, plainShell, SessionPage } from '../servers/session-page';
import { hostKeyOf, makeKeyFolder } from '../servers/ssh-keys';
import { type Sshd, startSshd } from '../servers/sshd';

const keys = makeKeyFolder();
const host = keys.make('host');
const plain = keys.make('plain');
const passphrase = 'correct horse';
const costly = join(keys.dir, 'costly.ppk');
let sshd: Sshd;

beforeAll(async () => {
  sshd = await startSshd({
    hostKeys: [host.text],
    authorizedKeys: [plain.publicKey],
    config: plainShell,
  });
  const ppk = { memory: 8192, passes: 1 };
  const sealed = await convertKey(readFileSync(plain.path), { to: 'ppk', newPassphrase: passphrase, ppk });
  // The most that a file may ask for: half a minute of work.
  writeFileSync(costly, sealed.bytes.toString('latin1').replace('Passes: 1\n', 'Passes: 2048\n'), 'latin1');
});
afterEach(closePages);
afterAll(async () => {
  await sshd?.stop();
  keys.remove();
});

function logIn(path: string): SessionPage {
  return new SessionPage(
    {
      address: '127.0.0.1',
      port: sshd.port,
      user: sshd.user,
      key: { path, name: 'my key' },
      knownHostKeys: [hostKeyOf(host.publicKey)],
    },
    { answer: () => ({ kind: 'passphrase', passphrase }) },
  );
}

test('while one session opens a costly key another goes on; closing the first ends the work', async () => {
  const open = logIn(plain.path);
  await open.shell();
  const opening = logIn(costly);
  await opening.until(() => opening.prompts.length === 1);
  while (countKeyThreads() === 0) await setImmediate();
  for (const word of ['one', 'two', 'three']) expect(await open.run(`echo ${word}`)).toContain(word);
  expect(opening.last).toEqual({ state: 'authenticating' });
  expect(countKeyThreads()).toBe(1);
  opening.vanish();
  await opening.over;
  while (countKeyThreads() > 0) await setImmediate();
  expect(await open.run('echo four')).toContain('four');
});
