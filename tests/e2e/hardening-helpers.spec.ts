import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { KeyFolder } from '../fixtures/make-keys';
import { type LaunchedApp, launch } from './launch';

/** A helper process that dies takes the calls in flight with it, says so, and is there again for the next one. */

const keyId = '6f1c1f9e-6f0b-4c8e-9a55-3f3a7f6c2d10';
const keys = new KeyFolder();
let home: string;
let latchkey: LaunchedApp;

test.beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  const listed = { algorithm: null, bits: null, sha256: null, encrypted: false, ec2Fingerprints: [] };
  const value = [{ keyId, path: keys.sshKeygen('ed25519'), ...listed }];
  await mkdir(join(home, 'user-data'));
  await writeFile(join(home, 'user-data/keys.json'), JSON.stringify({ version: 1, value }));
  latchkey = await launch({ home });
});

test.afterAll(async () => {
  await latchkey.stop();
  await rm(home, { recursive: true, force: true });
  keys.remove();
});

/** The process id of a helper; undefined where it does not run. */
function pidOf(helper: 'inventory' | 'sessions'): Promise<number | undefined> {
  return latchkey.app.evaluate(
    ({ app }, name) => app.getAppMetrics().find((one) => one.name === name)?.pid,
    `Latchkey ${helper}`,
  );
}

async function runningPid(helper: 'inventory' | 'sessions'): Promise<number> {
  await expect.poll(() => pidOf(helper)).toBeDefined();
  return (await pidOf(helper))!;
}

const inspect = () => latchkey.page.evaluate((id) => window.latchkey.keys.inspect({ keyId: id }), keyId);
const loadSample = () =>
  latchkey.page.evaluate(() => window.latchkey.inventory.load({ source: { kind: 'sample' } }));

/** Kills the helper while it holds a call, and answers what the page was told. */
async function killDuring<T>(pid: number, call: () => Promise<T>): Promise<T> {
  // Stopped, it can take the call but not answer it.
  process.kill(pid, 'SIGSTOP');
  const answer = call();
  // Calls of one page arrive in order: when this one is answered, the other is on its way to the helper.
  await latchkey.page.evaluate(() => window.latchkey.settings.get());
  process.kill(pid, 'SIGKILL');
  return answer;
}

test('the sessions process', async () => {
  expect(await inspect()).toMatchObject({ ok: true });
  const pid = await runningPid('sessions');
  expect(await killDuring(pid, inspect)).toEqual({
    ok: false,
    error: { code: 'keys.process-died', params: {} },
  });
  expect(await inspect()).toMatchObject({ ok: true, value: { algorithm: 'ssh-ed25519' } });
  expect(await runningPid('sessions')).not.toBe(pid);
});

test('the inventory process', async () => {
  expect(await loadSample()).toMatchObject({ ok: true });
  const pid = await runningPid('inventory');
  expect(await killDuring(pid, loadSample)).toEqual({
    ok: false,
    error: { code: 'inventory.process-died', params: {} },
  });
  expect(await loadSample()).toMatchObject({ ok: true });
  expect(await runningPid('inventory')).not.toBe(pid);
});

test('the page says in words that a part of the program ended', async () => {
  const { page } = latchkey;
  const pid = await runningPid('inventory');
  process.kill(pid, 'SIGSTOP');
  await page.getByRole('button', { name: 'Open the sample account' }).click();
  await page.evaluate(() => window.latchkey.settings.get());
  process.kill(pid, 'SIGKILL');
  await expect(page.getByText('The part of Latchkey that talks to AWS stopped')).toBeVisible();
});
