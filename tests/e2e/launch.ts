import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { findElectron } from '../../scripts/setup/electron.mjs';

export interface LaunchedApp {
  app: ElectronApplication;
  page: Page;
  /** A home folder of the app's own: nothing of the machine's user is read or written. */
  home: string;
  /** What the app and its helper processes printed on stderr. */
  stderr: () => string;
  stop: () => Promise<void>;
}

export interface LaunchOptions {
  env?: Record<string, string>;
  args?: string[];
  /** The home folder of an earlier launch, to see what was kept. */
  home?: string;
}

/** The switches an Electron needs where these tests run: as root Chromium's own sandbox cannot start. */
export const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts the built app in its own home, with a window. */
export async function launch({ env = {}, args = [], home }: LaunchOptions = {}): Promise<LaunchedApp> {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'latchkey-e2e-')));
  const runtime = findElectron();
  if (!runtime) throw new Error('No Electron: npm test fetches one.');
  const app = await electron.launch({
    executablePath: runtime.executable,
    // The app's own theme is what is tested, not an emulated one.
    colorScheme: null,
    args: [...rootSwitches, `--user-data-dir=${join(folder, 'user-data')}`, ...args, process.cwd()],
    env: {
      ...cleanEnvironment(),
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, '.config'),
      LANG: 'en_US.UTF-8',
      ...env,
    },
  });
  let stderr = '';
  app.process().stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const page = await app.firstWindow();
  await page.waitForSelector('nav');
  return {
    app,
    page,
    home: folder,
    stderr: () => stderr,
    stop: async () => {
      await app.close();
      if (!home) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The environment without what would change the app's answers: AWS credentials, agents, a user's language. */
function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && !/^(AWS_|SSH_|LC_|LANG|ELECTRON_)/.test(name),
  );
  return { ...(Object.fromEntries(kept) as Record<string, string>), AWS_EC2_METADATA_DISABLED: 'true' };
}
