import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { z } from 'zod';
import { KeyFolder } from '../fixtures/make-keys';
import { bareEnvironment, runPackaged, startPackaged } from './packaged-program';

/** The program as users get it, started without any of the tools it was made with. */

let home: string;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
});

test.afterAll(() => rm(home, { recursive: true, force: true }));

/** What a program needs of the environment to find the screen. */
const display = Object.fromEntries(
  ['DISPLAY', 'XAUTHORITY', 'WAYLAND_DISPLAY', 'XDG_RUNTIME_DIR'].flatMap((name) => {
    const value = process.env[name];
    return value ? [[name, value]] : [];
  }),
);

test.describe('the packaged window', () => {
  let program: ChildProcess;
  let browser: Browser;
  let page: Page;

  test.beforeAll(async () => {
    // Playwright’s own launcher comes in by Node’s inspector, which this program has not.
    program = startPackaged(
      ['--remote-debugging-port=0', `--user-data-dir=${join(home, 'user-data')}`],
      bareEnvironment(home, display),
    );
    browser = await chromium.connectOverCDP(await devToolsAddress(program));
    const [context] = browser.contexts();
    page = context!.pages()[0] ?? (await context!.waitForEvent('page'));
  });

  test.afterAll(async () => {
    const ended = new Promise((done) => program.once('exit', done));
    await browser.close();
    program.kill();
    await ended;
  });

  test('is Latchkey, with its rail', async () => {
    await expect(page).toHaveTitle('Latchkey');
    expect(page.url()).toBe('app://latchkey/index.html');
    const rail = page.getByRole('navigation');
    for (const name of ['Hosts', 'Keys', 'Access', 'Settings']) {
      await expect(rail.getByRole('button', { name, exact: true })).toBeVisible();
    }
  });

  test('opens the sample account, so its helper process runs from the archive', async () => {
    await page.getByRole('button', { name: 'Open the sample account' }).click();
    await expect(page.getByText('web-blue')).toBeVisible();
  });
});

/** Where a program that was started with a debugging port says that it listens. */
function devToolsAddress(program: ChildProcess): Promise<string> {
  return new Promise((found, lost) => {
    let stderr = '';
    program.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      const address = /DevTools listening on (ws:\S+)/.exec(stderr)?.[1];
      if (address) found(address);
    });
    program.once('exit', (status) => lost(new Error(`The program ended with ${status}: ${stderr}`)));
  });
}

const surroundings: Record<string, () => Record<string, string>> = {
  'with a display': () => bareEnvironment(home, display),
  'without a display': () => bareEnvironment(home),
};

for (const [where, environment] of Object.entries(surroundings)) {
  test.describe(`the packaged command line ${where}`, () => {
    const keys = new KeyFolder();
    const sample = resolve('assets/sample-account.json');
    const question = ['--port', '22', '--from', '203.0.113.7', '--json'];

    /** Runs a command; its output must be one JSON value and nothing else. */
    async function json(args: string[]): Promise<{ status: number | null; value: unknown }> {
      const { status, stdout } = await runPackaged(args, environment());
      return { status, value: JSON.parse(stdout) };
    }

    test.afterAll(() => keys.remove());

    test('inspects a key', async () => {
      const { status, value } = await json(['keys', 'inspect', keys.sshKeygen('ed25519'), '--json']);
      expect(value).toMatchObject({ algorithm: 'ssh-ed25519', bits: 256, encrypted: false });
      expect(status).toBe(0);
    });

    test('writes a PPK, which runs Argon2 as WebAssembly from the archive', async () => {
      const out = keys.newPath('.ppk');
      const source = keys.sshKeygen('rsa', { format: 'pem' });
      const passphrase = keys.file('a passphrase\n');
      const to = ['--to', 'ppk', '--out', out, '--new-passphrase-file', passphrase, '--json'];
      const written = await json(['keys', 'convert', source, ...to]);
      expect(written).toMatchObject({ status: 0, value: { format: 'ppk', encrypted: true } });
    });

    test('lists the sample account, whole', async () => {
      const { status, value } = await json(['hosts', 'list', '--snapshot', sample, '--json']);
      expect(status).toBe(0);
      const rows = z.array(z.object({ name: z.string() })).parse(value);
      expect(rows.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['bastion', 'web-blue', 'win-desktop']),
      );
    });

    test('answers an instance that is blocked by status 1, and one nobody can judge by 3', async () => {
      const check = ['access', 'check', '--snapshot', sample, ...question, '--instance'];
      const blocked = await json([...check, 'i-02e0a3e4d41d432a5']);
      expect(blocked).toMatchObject({ status: 1, value: { verdict: 'blocked' } });
      const unknown = await json([...check, 'i-0123456789abcdef0']);
      expect(unknown).toMatchObject({ status: 3, value: { verdict: 'unknown' } });
    });

    test('tells wrong usage and a missing file by its status, as JSON', async () => {
      const missing = await json(['keys', 'inspect', join(home, 'no-such-key'), '--json']);
      expect(missing).toMatchObject({ status: 1, value: { error: { code: 'files.not-found' } } });
      expect((await json(['access', 'check', '--snapshot', sample, '--json'])).status).toBe(2);
    });
  });
}
