import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findElectron } from '../../scripts/setup/electron.mjs';
import { type LaunchedApp, launch, rootSwitches } from './launch';

let latchkey: LaunchedApp;

test.beforeAll(async () => {
  latchkey = await launch();
});

test.afterAll(() => latchkey.stop());

/** Starts the program once more on the same user-data folder; answers its exit status when it has ended. */
function secondStart(): Promise<number | null> {
  const args = [...rootSwitches, `--user-data-dir=${join(latchkey.home, 'user-data')}`, process.cwd()];
  const env = { ...process.env, HOME: latchkey.home, XDG_CONFIG_HOME: join(latchkey.home, '.config') };
  const second = spawn(findElectron()!.executable, args, { env, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    second.once('error', reject);
    second.once('exit', resolve);
  });
}

/** How the first program's window stands, and how many there are. */
function windows(): Promise<{ visible: boolean; minimized: boolean; focused: boolean }[]> {
  return latchkey.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      visible: window.isVisible(),
      minimized: window.isMinimized(),
      focused: window.isFocused(),
    })),
  );
}

const inFront = [{ visible: true, minimized: false, focused: true }];

test('a second start ends by itself and brings a hidden window to the front', async () => {
  await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide());
  await expect.poll(windows).toMatchObject([{ visible: false }]);
  expect(await secondStart()).toBe(0);
  await expect.poll(windows).toEqual(inFront);
});
