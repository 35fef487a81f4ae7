import { expect, test } from '@playwright/test';
import { channels, eventNames } from '../../contract/channels';
import { type LaunchedApp, launch } from './launch';

/** The window itself: what it was made with, what its page can see, and what it may ask for. */

let latchkey: LaunchedApp;

test.beforeAll(async () => {
  // A microphone that is there, so that it is refused and not merely missing.
  latchkey = await launch({ args: ['--use-fake-device-for-media-stream'] });
});

test.afterAll(() => latchkey.stop());

/** The preferences of the live window, as Chromium took them over. */
function livePreferences(): Promise<Record<string, unknown>> {
  return latchkey.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Electron's own tests read it; its types leave it out.
    const contents = window!.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
}

test.describe('the window is made with', () => {
  const hardened = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
  };
  for (const [name, value] of Object.entries(hardened)) {
    test(`${name}: ${value}`, async () => {
      expect((await livePreferences())[name]).toBe(value);
    });
  }
});

test('the sandbox is real: not even the world of the preload has Node', async () => {
  // World 999 is the one that Electron runs preloads in. Without the sandbox `process` is a global there.
  const globals = await latchkey.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScriptInIsolatedWorld(999, [
      { code: "['process', 'require', 'Buffer', 'global', 'module'].filter((name) => name in globalThis)" },
    ]),
  );
  expect(globals).toEqual([]);
});

test('the page has neither Node nor Electron', async () => {
  const names = ['process', 'require', 'Buffer', 'global', 'module', 'exports', '__dirname', 'electron'];
  const found = await latchkey.page.evaluate(
    (all) => all.filter((name) => name in globalThis),
    [...names, 'ipcRenderer', 'webFrame', 'webUtils'],
  );
  expect(found).toEqual([]);
});

test('window.latchkey is the contract, and nothing besides', async () => {
  const exposed = await latchkey.page.evaluate(() =>
    Object.fromEntries(
      Object.entries(window.latchkey).map(([name, value]) => [
        name,
        typeof value === 'function' ? 'function' : Object.keys(value).sort(),
      ]),
    ),
  );
  const contract = Object.entries(channels).map(([domain, verbs]) => [domain, [...verbs].sort()]);
  expect(exposed).toEqual({ ...Object.fromEntries(contract), dropKeys: 'function', on: 'function' });
});

test('the page listens to the events of the contract only, and gets their payload without Electron’s event', async () => {
  const { app, page } = latchkey;
  for (const channel of ['keys.drop', 'settings.get', 'ELECTRON_BROWSER_REQUIRE', '']) {
    const refused = page.evaluate((name) => {
      window.latchkey.on(name as 'settings.changed', () => {});
    }, channel);
    await expect(refused, channel).rejects.toThrow('No such event');
  }
  const heard = page.evaluate(
    (event) =>
      new Promise<number>((resolve) => {
        const listen = (...all: unknown[]): void => resolve(all.length);
        window.latchkey.on(event, listen);
      }),
    eventNames[2],
  );
  // Said until it was heard: nothing tells when the page has begun to listen.
  const arrived = heard.then(() => true);
  let done = false;
  while (!done) {
    await app.evaluate(({ BrowserWindow }, event) => {
      BrowserWindow.getAllWindows()[0]!.webContents.send(event, { helper: 'inventory' });
    }, eventNames[2]);
    done = await Promise.race([arrived, new Promise<false>((resolve) => setTimeout(resolve, 50, false))]);
  }
  expect(await heard).toBe(1);
});

test.describe('the page is refused', () => {
  const permissions = [
    'geolocation',
    'notifications',
    'camera',
    'microphone',
    'clipboard-read',
    'clipboard-write',
    'midi',
    'screen-wake-lock',
    'idle-detection',
    'storage-access',
    'window-management',
    'local-fonts',
    'persistent-storage',
    'background-sync',
  ];
  for (const name of permissions) {
    test(`the permission ${name}`, async () => {
      const state = await latchkey.page.evaluate(
        async (permission) =>
          (await navigator.permissions.query({ name: permission as PermissionName })).state,
        name,
      );
      expect(state).toBe('denied');
    });
  }

  /** Each asks in earnest, and answers with the name of the refusal. */
  const requests: Record<string, { ask: string; refusal: string }> = {
    notifications: { ask: 'Notification.requestPermission()', refusal: 'denied' },
    'its position': {
      ask: 'new Promise((found, lost) => navigator.geolocation.getCurrentPosition(found, (e) => lost({ name: String(e.code) })))',
      // GeolocationPositionError.PERMISSION_DENIED
      refusal: '1',
    },
    'the microphone': {
      ask: 'navigator.mediaDevices.getUserMedia({ audio: true })',
      refusal: 'NotAllowedError',
    },
    'the screen': {
      ask: 'navigator.mediaDevices.getDisplayMedia({ video: true })',
      refusal: 'NotAllowedError',
    },
    'reading the clipboard': { ask: 'navigator.clipboard.readText()', refusal: 'NotAllowedError' },
    MIDI: { ask: 'navigator.requestMIDIAccess({ sysex: true })', refusal: 'NotAllowedError' },
  };
  for (const [what, { ask, refusal }] of Object.entries(requests)) {
    test(what, async () => {
      const answer = await latchkey.page.evaluate(`(async () => {
        try { return await ${ask}; } catch (error) { return error.name; }
      })()`);
      expect(answer).toBe(refusal);
    });
  }
});
