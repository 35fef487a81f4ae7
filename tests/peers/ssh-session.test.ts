import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PageOptions, SessionPage } from '../servers/session-page';
import { type Sshd, startSshd } from '../servers/sshd';

const dir = mkdtempSync(join(tmpdir(), 'latchkey-ssh-'));
const keyFile = join(dir, 'id');
let sshd: Sshd;
const pages: SessionPage[] = [];

beforeAll(async () => {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', keyFile]);
  sshd = await startSshd({ authorizedKeys: [readFileSync(`${keyFile}.pub`, 'utf8').trim()] });
});
afterEach(async () => {
  for (const page of pages.splice(0)) {
    page.vanish();
    await page.over;
  }
});
afterAll(async () => {
  await sshd?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function open(options: PageOptions = {}): SessionPage {
  const [algorithm, key] = sshd.hostKeyPublic.split(' ');
  const page = new SessionPage(
    {
      address: '127.0.0.1',
      port: sshd.port,
      user: sshd.user,
      key: { path: keyFile, name: 'id' },
      knownHostKeys: [{ algorithm: algorithm!, key: key! }],
    },
    options,
  );
  pages.push(page);
  return page;
}

test('a shell opens, what is typed runs, and its output is read', async () => {
  const page = open();
  await page.shell();
  page.type('echo $((6 * 7)) $TERM\r');
  await page.until(() => page.text.includes('42 xterm-256color\r\n'));
  expect(page.states.map(({ state }) => state)).toEqual(['connecting', 'authenticating', 'open']);
});
