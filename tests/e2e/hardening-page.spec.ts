import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launch } from './launch';
import { startWebServer, type WebServer } from './web-server';

/** What the page is served from, and what the policy it is served with keeps it from. */

let latchkey: LaunchedApp;
let elsewhere: WebServer;

test.beforeAll(async () => {
  elsewhere = await startWebServer();
  latchkey = await launch();
});

test.afterAll(async () => {
  await latchkey.stop();
  await elsewhere.stop();
});

test('the page lives at app://latchkey', () => {
  expect(latchkey.page.url()).toBe('app://latchkey/index.html');
});

/** Asks in the name of the window's session, past the page's policy; answers the status. */
function statusOf(url: string, method = 'GET'): Promise<number> {
  return latchkey.app.evaluate(
    async ({ session }, [to, how]) =>
      (await session.defaultSession.fetch(to!, how === 'GET' ? {} : { method: how })).status,
    [url, method],
  );
}

test.describe('app:// serves', () => {
  test('every file of the built page', async () => {
    const files = readdirSync('out/renderer', { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => `${parentPath}/${name}`.slice('out/renderer/'.length));
    expect(files).toContain('index.html');
    for (const file of files) expect(await statusOf(`app://latchkey/${file}`), file).toBe(200);
  });

  const refused = {
    'a file that is not there': 'app://latchkey/nothing.html',
    'the folder': 'app://latchkey/',
    // Both exist beside the page’s folder, so that only the check keeps them back.
    'the preload beside the page': 'app://latchkey/..%2fpreload%2findex.cjs',
    'the main program beside the page': 'app://latchkey/..%2fmain%2findex.js',
    'the same with backslashes': 'app://latchkey/..%5cmain%5cindex.js',
    'the same with encoded dots': 'app://latchkey/%2e%2e%2fmain%2findex.js',
    'the same below a folder': 'app://latchkey/assets/..%2f..%2fmain%2findex.js',
    'the same encoded twice': 'app://latchkey/%252e%252e%252fmain%252findex.js',
    'the package of the program': 'app://latchkey/..%2f..%2fpackage.json',
    'another host': 'app://elsewhere/index.html',
    'a host that begins like ours': 'app://latchkey.evil/index.html',
    'a file of the system': 'app://latchkey/..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    'a file of the system with a page’s ending in the query': 'app://latchkey/etc/passwd?.html',
    'an ending behind NUL': 'app://latchkey/..%2f..%2fpackage.json%00.html',
  };
  for (const [what, url] of Object.entries(refused)) {
    test(`not ${what}`, async () => {
      expect(await statusOf(url)).toBe(404);
    });
  }

  test('nothing that is written to it', async () => {
    expect(await statusOf('app://latchkey/index.html', 'POST')).toBe(404);
  });
});

test.describe('the session of the window reaches', () => {
  test('no web server', async () => {
    expect(await statusOf(`${elsewhere.origin}/session`)).toBe(403);
    expect(await statusOf('https://127.0.0.1/')).toBe(403);
    expect(elsewhere.requests).not.toContain('/session');
  });

  test('no file', async () => {
    const file = await latchkey.app.evaluate(({ app }) => `file://${app.getAppPath()}/package.json`);
    expect(await statusOf(file)).toBe(403);
  });
});

/** The policy as it was delivered, by directive. */
async function deliveredPolicy(): Promise<Map<string, string[]>> {
  const header = await latchkey.page.evaluate(async () =>
    (await fetch('app://latchkey/index.html')).headers.get('content-security-policy'),
  );
  return new Map(
    (header ?? '').split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

test('the policy denies by default and names no origin but our own', async () => {
  const policy = await deliveredPolicy();
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('script-src')).toEqual(["'self'"]);
  expect(policy.get('base-uri')).toEqual(["'none'"]);
  expect(policy.get('form-action')).toEqual(["'none'"]);
  expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
  const sources = new Set([...policy.values()].flat());
  expect([...sources].sort()).toEqual(["'none'", "'self'", "'unsafe-inline'", 'data:']);
  // Styles only, as the interface library writes them.
  const inline = [...policy].filter(([, allowed]) => allowed.includes("'unsafe-inline'"));
  expect(inline.map(([name]) => name)).toEqual(['style-src']);
});

test('every answer carries the policy, also a refusal', async () => {
  const policies = await latchkey.page.evaluate(async () => {
    const answers = await Promise.all(['index.html', 'nothing.html'].map((name) => fetch(name)));
    return answers.map(({ headers }) => headers.get('content-security-policy'));
  });
  expect(policies[0]).toContain("default-src 'none'");
  expect(policies[1]).toBe(policies[0]);
});

/**
 * Runs a script in the page on its own turn, because what the test runner evaluates is exempt from the policy,
 * and answers the first directive that it violated.
 */
function violation(script: string): Promise<string> {
  return latchkey.page.evaluate(
    `new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
      setTimeout(() => { ${script} });
    })`,
  );
}

const append = (tag: string, attributes: string): string =>
  `document.body.append(Object.assign(document.createElement('${tag}'), ${attributes}));`;

test.describe('the policy blocks', () => {
  const attempts: [what: string, directive: string, script: (origin: string) => string][] = [
    ['eval', 'script-src', () => "globalThis.ran = eval('1');"],
    ['new Function', 'script-src', () => "globalThis.ran = new Function('return 1')();"],
    ['a timer of text', 'script-src', () => "setTimeout('globalThis.ran = 1');"],
    ['an inline script', 'script-src-elem', () => append('script', "{ textContent: 'globalThis.ran = 1' }")],
    [
      'an inline handler',
      'script-src-attr',
      () => "document.body.setAttribute('onclick', 'globalThis.ran = 1'); document.body.click();",
    ],
    ['a remote script', 'script-src-elem', (to) => append('script', `{ src: '${to}/script.js' }`)],
    ['a script of data', 'script-src-elem', () => append('script', "{ src: 'data:,globalThis.ran = 1' }")],
    ['a remote worker', 'worker-src', () => "new Worker(URL.createObjectURL(new Blob(['1'])));"],
    ['a remote image', 'img-src', (to) => append('img', `{ src: '${to}/image.png' }`)],
    [
      'a remote style',
      'style-src-elem',
      (to) => append('link', `{ rel: 'stylesheet', href: '${to}/a.css' }`),
    ],
    ['a remote font', 'font-src', (to) => `new FontFace('x', 'url(${to}/a.woff2)').load().catch(() => {});`],
    ['a remote film', 'media-src', (to) => append('video', `{ src: '${to}/film.mp4' }`)],
    ['a remote plug-in', 'object-src', (to) => append('object', `{ data: '${to}/plug-in' }`)],
    ['fetch', 'connect-src', (to) => `fetch('${to}/fetch').catch(() => {});`],
    ['a web socket', 'connect-src', (to) => `new WebSocket('${to.replace('http', 'ws')}/socket');`],
    ['an event source', 'connect-src', (to) => `new EventSource('${to}/events');`],
    ['a beacon', 'connect-src', (to) => `navigator.sendBeacon('${to}/beacon', 'x');`],
    ['fetching a file', 'connect-src', () => "fetch('file:///etc/passwd').catch(() => {});"],
    ['a remote frame', 'frame-src', (to) => append('iframe', `{ src: '${to}/frame' }`)],
    ['a frame of data', 'frame-src', () => append('iframe', "{ src: 'data:text/html,hello' }")],
    ['a frame of our own page', 'frame-src', () => append('iframe', "{ src: 'app://latchkey/index.html' }")],
    ['another base', 'base-uri', (to) => append('base', `{ href: '${to}/' }`)],
    [
      'a form',
      'form-action',
      (to) => `const form = Object.assign(document.createElement('form'), { action: '${to}/form' });
        document.body.append(form); form.submit();`,
    ],
  ];
  for (const [what, directive, script] of attempts) {
    test(what, async () => {
      const before = elsewhere.requests.length;
      expect(await violation(script(elsewhere.origin))).toBe(directive);
      expect(await latchkey.page.evaluate(() => 'ran' in globalThis)).toBe(false);
      expect(elsewhere.requests.slice(before)).toEqual([]);
    });
  }
});
