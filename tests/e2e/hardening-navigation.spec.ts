import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launch } from './launch';
import { startWebServer, type WebServer } from './web-server';

/** The window stays on its page, opens no other, and hands only known links to the system's browser. */

let latchkey: LaunchedApp;
let elsewhere: WebServer;
let tools: string;

test.beforeAll(async () => {
  elsewhere = await startWebServer();
  tools = await mkdtemp(join(tmpdir(), 'latchkey-tools-'));
  // What Electron starts on Linux to open a link: here it notes the link instead.
  await writeFile(join(tools, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${join(tools, 'opened')}'\n`);
  await chmod(join(tools, 'xdg-open'), 0o755);
  latchkey = await launch({ env: { PATH: `${tools}${delimiter}${process.env.PATH}` } });
});

test.afterAll(async () => {
  await latchkey.stop();
  await elsewhere.stop();
  await rm(tools, { recursive: true, force: true });
});

/** Has a window try to leave, and answers whether main prevented it; `marker` finds the window. */
async function prevented(page: Page, event: string, attempt: () => Promise<unknown>): Promise<boolean> {
  const marker = page.url();
  const result = latchkey.app.evaluate(
    ({ webContents }, [url, name]) =>
      new Promise<boolean>((resolve) => {
        const contents = webContents.getAllWebContents().find((one) => one.getURL() === url)!;
        // Ours comes after the program's own listener, and so sees what that decided.
        contents.once(name as 'will-frame-navigate', (details) => resolve(details.defaultPrevented));
        Object.assign(globalThis, { listening: true });
      }),
    [marker, event],
  );
  await expect.poll(() => latchkey.app.evaluate(() => 'listening' in globalThis)).toBe(true);
  await latchkey.app.evaluate(() => Reflect.deleteProperty(globalThis, 'listening'));
  await attempt();
  return result;
}

/** Runs a script of the page on its own turn: by the time it navigates, the test is no longer waiting in the page. */
function later(page: Page, script: string): Promise<unknown> {
  return page.evaluate(`setTimeout(() => { ${script} }), 0`);
}

/** Where the window is, and whether our page still stands in it; asked through main, since the runner waits for a navigation. */
function shown(): Promise<[url: string, ours: boolean]> {
  return latchkey.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const ours = await window!.webContents.executeJavaScript("document.querySelector('nav') !== null");
    return [window!.webContents.getURL(), ours];
  });
}

test.describe('the page cannot leave', () => {
  const ways: Record<string, (url: string) => string> = {
    'by location': (url) => `location.href = '${url}';`,
    'by replacing the location': (url) => `location.replace('${url}');`,
    'by a link': (url) =>
      `const a = Object.assign(document.createElement('a'), { href: '${url}' }); document.body.append(a); a.click();`,
    'by a refresh in its head': (url) =>
      `document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=${url}' }));`,
  };
  for (const [way, script] of Object.entries(ways)) {
    test(way, async () => {
      const { page } = latchkey;
      const attempt = () => later(page, script(`${elsewhere.origin}/left`));
      expect(await prevented(page, 'will-frame-navigate', attempt)).toBe(true);
      expect(await shown()).toEqual(['app://latchkey/index.html', true]);
      expect(elsewhere.requests).toEqual([]);
    });
  }

  test('to another host of its own scheme', async () => {
    const { page } = latchkey;
    const attempt = () => later(page, "location.href = 'app://latchkey.evil/index.html';");
    expect(await prevented(page, 'will-frame-navigate', attempt)).toBe(true);
  });

  test('to a file', async () => {
    const { page } = latchkey;
    await later(page, "location.href = 'file:///etc/passwd';");
    // Chromium itself refuses this one before anyone is asked; the page answers from where it was.
    expect(await shown()).toEqual(['app://latchkey/index.html', true]);
  });
});

/** A window without the policy of our page, to see that main holds by itself; `html` is its whole document. */
async function bareWindow(html: string): Promise<Page> {
  const opened = latchkey.app.waitForEvent('window');
  await latchkey.app.evaluate(
    ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { webviewTag: true, partition: 'bare' },
      });
      void window.loadURL(url);
    },
    `data:text/html,${encodeURIComponent(html)}`,
  );
  const page = await opened;
  await page.waitForLoadState();
  return page;
}

async function closeWindow(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await latchkey.app.evaluate(({ BrowserWindow }, url) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL() === url) window.destroy();
    }
  }, page.url());
  await closed;
}

test.describe('main holds where the policy of the page would not:', () => {
  test('a form', async () => {
    const page = await bareWindow(`<form action="${elsewhere.origin}/form"></form>`);
    expect(
      await prevented(page, 'will-frame-navigate', () => later(page, 'document.forms[0].submit();')),
    ).toBe(true);
    await closeWindow(page);
  });

  test('a frame', async () => {
    const page = await bareWindow('<iframe></iframe>');
    const attempt = () => later(page, `document.querySelector('iframe').src = '${elsewhere.origin}/frame';`);
    expect(await prevented(page, 'will-frame-navigate', attempt)).toBe(true);
    await closeWindow(page);
  });

  test('a webview', async () => {
    const page = await bareWindow('<p>webview</p>');
    const attempt = () =>
      later(
        page,
        `document.body.append(Object.assign(document.createElement('webview'), { src: '${elsewhere.origin}/view' }));`,
      );
    expect(await prevented(page, 'will-attach-webview', attempt)).toBe(true);
    await closeWindow(page);
  });

  test.afterEach(() => expect(elsewhere.requests).toEqual([]));
});

test('a web server cannot send a window on', async () => {
  const failure = await latchkey.app.evaluate(async ({ BrowserWindow }, url) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'bare' } });
    const failed = await window.loadURL(url).then(
      () => 'loaded',
      (error: { code: string }) => error.code,
    );
    window.destroy();
    return failed;
  }, `${elsewhere.origin}/redirect`);
  expect(failure).toBe('ERR_FAILED');
  expect(elsewhere.requests.splice(0)).toEqual(['/redirect']);
});

test('the page knows no webview tag', async () => {
  const kind = await latchkey.page.evaluate(
    () => typeof Reflect.get(document.createElement('webview'), 'loadURL'),
  );
  expect(kind).toBe('undefined');
});

test.describe('no second window opens', () => {
  const addresses = ['https://evil.example/', 'app://latchkey/index.html', 'about:blank', ''];
  for (const address of addresses) {
    test(`for ${address || 'nothing'}`, async () => {
      const opened = await latchkey.page.evaluate((url) => window.open(url) !== null, address);
      expect(opened).toBe(false);
      expect(await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
        1,
      );
    });
  }
});

test('links leave for the system’s browser only where they are on the list', async () => {
  test.skip(process.platform !== 'linux', 'The stand-in for the system’s browser is xdg-open.');
  const { app, page } = latchkey;
  const opened = join(tools, 'opened');
  const known = 'https://docs.aws.amazon.com/ec2/';
  for (const url of ['https://evil.example/', 'http://docs.aws.amazon.com/', 'file:///etc/passwd', known]) {
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href, target: '_blank' });
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
  }
  // The last one was let through, so the others before it have been decided.
  await expect.poll(() => (existsSync(opened) ? readFileSync(opened, 'utf8') : '')).toContain(known);
  expect(readFileSync(opened, 'utf8').trim().split('\n')).toEqual([known]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
