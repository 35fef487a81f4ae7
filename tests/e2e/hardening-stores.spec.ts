import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { launch } from './launch';

/** What the program keeps on disk: for its owner only, and never written over where it cannot be understood. */

let home: string;
let folder: string;

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  folder = join(home, 'user-data');
  await mkdir(folder);
});

test.afterEach(() => rm(home, { recursive: true, force: true }));

const profile = { name: 'Loopback', address: '127.0.0.1', port: 22, user: 'ubuntu', keyId: null };

test('every store is its owner’s alone, and read again at the next start', async () => {
  test.skip(process.platform === 'win32', 'Windows keeps permissions elsewhere.');
  const first = await launch({ home });
  const saved = await first.page.evaluate(async (draft) => {
    await window.latchkey.settings.update({ theme: 'dark' });
    return window.latchkey.hosts.save(draft);
  }, profile);
  expect(saved).toMatchObject({ ok: true, value: profile });
  const bounds = await first.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window!.setBounds({ x: 40, y: 50, width: 1000, height: 700 });
    return window!.getNormalBounds();
  });
  await first.stop();

  const stores = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  expect(stores).toEqual(['hosts.json', 'settings.json', 'window.json']);
  for (const name of stores) {
    const { mode } = await stat(join(folder, name));
    expect((mode & 0o777).toString(8), name).toBe('600');
  }
  expect(JSON.parse(await readFile(join(folder, 'window.json'), 'utf8'))).toEqual({
    version: 1,
    value: bounds,
  });

  const second = await launch({ home });
  const kept = await second.page.evaluate(() =>
    Promise.all([window.latchkey.settings.get(), window.latchkey.hosts.list()]),
  );
  await second.stop();
  expect(kept).toMatchObject([
    { ok: true, value: { theme: 'dark' } },
    { ok: true, value: [profile] },
  ]);
});

const unreadable = {
  'is no JSON': '{ "version": 1, "value": [',
  'is empty': '',
  'is of a later version': JSON.stringify({ version: 99, value: [] }),
  'holds something else': JSON.stringify({ version: 1, value: [{ name: 'no host' }] }),
};

for (const [what, content] of Object.entries(unreadable)) {
  test(`a file that ${what} is put aside, and the program starts without it`, async () => {
    await writeFile(join(folder, 'hosts.json'), content);
    const latchkey = await launch({ home });
    expect(await latchkey.page.evaluate(() => window.latchkey.hosts.list())).toEqual({ ok: true, value: [] });
    await latchkey.page.evaluate((draft) => window.latchkey.hosts.save(draft), profile);
    await latchkey.stop();

    const aside = (await readdir(folder)).filter((name) => name.startsWith('hosts.json.'));
    expect(aside).toHaveLength(1);
    expect(aside[0]).toMatch(/^hosts\.json\.unreadable-/);
    expect(await readFile(join(folder, aside[0]!), 'utf8')).toBe(content);
    expect(JSON.parse(await readFile(join(folder, 'hosts.json'), 'utf8'))).toMatchObject({
      version: 1,
      value: [profile],
    });
  });
}
