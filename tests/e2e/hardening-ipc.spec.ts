import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { channels, dropChannel } from '../../contract/channels';
import { type LaunchedApp, launch } from './launch';

/** The border to the main process: who may call, and with what. */

let latchkey: LaunchedApp;

test.beforeAll(async () => {
  latchkey = await launch();
});

test.afterAll(() => latchkey.stop());

const calls = [
  ...Object.entries(channels).flatMap(([domain, verbs]) => verbs.map((verb) => `${domain}.${verb}`)),
  dropChannel,
];
const stranger = { ok: false, error: { code: 'unexpected-sender', params: {} } };

/** A preload that a test window has in place of ours: everything that the bridge keeps from a page. */
const openBridge = `
  const { contextBridge, ipcRenderer } = require('electron');
  contextBridge.exposeInMainWorld('invoke', (channel, input) => ipcRenderer.invoke(channel, input));
`;

/** Opens a window with the open bridge in every frame; a session with our scheme served as the test wants it. */
async function windowOn(url: string, page?: string): Promise<{ window: Page; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-bridge-'));
  const preload = join(folder, 'preload.cjs');
  await writeFile(preload, openBridge);
  const opened = latchkey.app.waitForEvent('window');
  const id = await latchkey.app.evaluate(
    ({ BrowserWindow, session }, options) => {
      const apart = session.fromPartition(`strange-${Date.now()}`);
      const html = { headers: { 'Content-Type': 'text/html' } };
      apart.protocol.handle('app', () => new Response(options.page, html));
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: apart,
          preload: options.preload,
          sandbox: true,
          nodeIntegrationInSubFrames: true,
        },
      });
      void window.loadURL(options.url);
      return window.id;
    },
    { url, preload, page: page ?? '' },
  );
  const window = await opened;
  await window.waitForLoadState();
  return {
    window,
    close: async () => {
      const closed = window.waitForEvent('close');
      await latchkey.app.evaluate(({ BrowserWindow }, which) => BrowserWindow.fromId(which)?.destroy(), id);
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Makes every call of the contract from a frame, and answers what came back, by channel. */
function callAll(frame: Pick<Page, 'evaluate'>): Promise<Record<string, unknown>> {
  return frame.evaluate(async (all) => {
    const invoke = Reflect.get(globalThis, 'invoke') as (channel: string, input: unknown) => Promise<unknown>;
    const answers = all.map(async (channel) => [channel, await invoke(channel, null)]);
    return Object.fromEntries(await Promise.all(answers));
  }, calls);
}

const everyCall = (answer: unknown): Record<string, unknown> =>
  Object.fromEntries(calls.map((channel) => [channel, answer]));

test.describe('a stranger is answered nothing:', () => {
  test('another page', async () => {
    const { window, close } = await windowOn('data:text/html,<title>Stranger</title>');
    expect(await callAll(window)).toEqual(everyCall(stranger));
    await close();
  });

  test('another host of our scheme', async () => {
    const { window, close } = await windowOn('app://latchkey.evil/index.html', '<title>Stranger</title>');
    expect(await callAll(window)).toEqual(everyCall(stranger));
    await close();
  });

  test('a frame inside our page, though it has our address', async () => {
    const page = '<iframe src="app://latchkey/frame.html"></iframe>';
    const { window, close } = await windowOn('app://latchkey/index.html', page);
    const frame = window.frames().find((one) => one.url() === 'app://latchkey/frame.html');
    expect(await callAll(frame!)).toEqual(everyCall(stranger));
    await close();
  });
});

test('there is no channel beyond the contract', async () => {
  const { window, close } = await windowOn('app://latchkey/index.html', '<title>Ours</title>');
  const channel = (name: string) =>
    window.evaluate(
      (to) => (Reflect.get(globalThis, 'invoke') as (channel: string) => Promise<unknown>)(to),
      name,
    );
  // The top frame at our own address may call: the bridge is what limits it to the contract.
  expect(await channel('settings.get')).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  for (const name of ['shell.open', 'settings', 'constructor', '__proto__', 'toString', '']) {
    await expect(channel(name), name).rejects.toThrow('No handler registered');
  }
  await close();
});

test.describe('input that does not fit is refused, and nothing happens:', () => {
  const refused = { ok: false, error: { code: 'invalid-input', params: {} } };

  test('a value that no call takes, to every call', async () => {
    const answers = await latchkey.page.evaluate(async () => {
      const made: [string, unknown][] = [];
      for (const [domain, verbs] of Object.entries(window.latchkey)) {
        if (typeof verbs === 'function') continue;
        for (const [verb, call] of Object.entries(verbs)) {
          made.push([`${domain}.${verb}`, await (call as (input: unknown) => Promise<unknown>)(['x'])]);
        }
      }
      return Object.fromEntries(made);
    });
    const expected = calls.filter((name) => name !== dropChannel).map((name) => [name, refused]);
    expect(answers).toEqual(Object.fromEntries(expected));
  });

  test('settings', async () => {
    const { page } = latchkey;
    const before = await page.evaluate(() => window.latchkey.settings.get());
    for (const patch of [
      { theme: 'neon' },
      { theme: 'dark', language: 'xx' },
      { source: { kind: 'file' } },
    ]) {
      const answer = await page.evaluate((value) => window.latchkey.settings.update(value as object), patch);
      expect(answer).toEqual(refused);
    }
    expect(await page.evaluate(() => window.latchkey.settings.get())).toEqual(before);
  });

  test('a host whose port is none', async () => {
    const { page } = latchkey;
    const draft = { name: 'x', address: '192.0.2.1', user: 'u', keyId: null };
    for (const port of [0, 65_536, 22.5, '22', Number.NaN]) {
      const answer = await page.evaluate(
        (host) => window.latchkey.hosts.save(host as Parameters<typeof window.latchkey.hosts.save>[0]),
        { ...draft, port },
      );
      expect(answer, String(port)).toEqual(refused);
    }
    expect(await page.evaluate(() => window.latchkey.hosts.list())).toEqual({ ok: true, value: [] });
  });

  test('the clipboard keeps what it had', async () => {
    const { app, page } = latchkey;
    await app.evaluate(({ clipboard }) => clipboard.writeText('before'));
    for (const text of [7, null, { toString: 'x' }, 'x'.repeat(4_000_001)]) {
      const answer = await page.evaluate((it) => window.latchkey.app.copy({ text: it as string }), text);
      expect(answer).toEqual(refused);
    }
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('before');
  });
});

test.describe('the page cannot name a file:', () => {
  test('a path in place of a dropped file', async () => {
    const dropped = latchkey.page.evaluate(() =>
      window.latchkey.dropKeys(['/etc/passwd'] as unknown as File[]),
    );
    await expect(dropped).rejects.toThrow();
  });

  test('a file that the page made up', async () => {
    const answer = await latchkey.page.evaluate(() => {
      const made = Object.assign(new File(['x'], '/etc/passwd'), { path: '/etc/passwd' });
      return window.latchkey.dropKeys([made]);
    });
    expect(answer).toMatchObject({ ok: true, value: [{ status: 'refused' }] });
    expect(await latchkey.page.evaluate(() => window.latchkey.keys.list())).toEqual({ ok: true, value: [] });
  });

  test('a key that is not on the list', async () => {
    const answer = await latchkey.page.evaluate(() =>
      window.latchkey.keys.inspect({ keyId: crypto.randomUUID() }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'keys.not-listed' } });
  });
});
