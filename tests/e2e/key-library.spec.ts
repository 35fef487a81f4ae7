import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { KeyEntry } from '../../contract/page';
import { KeyFolder, run } from '../fixtures/make-keys';
import { dropFiles } from './actions';
import { dragMouse } from './drag-mouse';
import { type LaunchedApp, launch } from './launch';
import { chooseFolder, saveAs } from './save-dialog';
import { failToWrite } from './unwritable';

/** The list of key files as the page's calls see it: found, kept, changed, converted and dragged. */

const keys = new KeyFolder();
const ed25519 = keys.sshKeygen('ed25519');
const rsa = keys.sshKeygen('rsa', { format: 'pem' });
const passphrase = 'swordfish of old';
const locked = keys.sshKeygen('ed25519', { passphrase });
test.afterAll(() => keys.remove());

let home: string;
let latchkey: LaunchedApp | undefined;

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
});
test.afterEach(async () => {
  await latchkey?.stop();
  latchkey = undefined;
  await rm(home, { recursive: true, force: true });
});

/** Starts the program on this test's home; a second time as a restart. */
async function start(): Promise<Page> {
  await latchkey?.stop();
  latchkey = await launch({ home });
  return latchkey.page;
}

/** Puts a copy of a key into the home folder. */
function put(path: string, from: string): string {
  const file = join(home, path);
  mkdirSync(join(file, '..'), { recursive: true });
  copyFileSync(from, file);
  return file;
}

async function list(page: Page): Promise<KeyEntry[]> {
  const listed = await page.evaluate(() => window.latchkey.keys.list());
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value;
}

const names = async (page: Page): Promise<string[]> => (await list(page)).map(({ name }) => name).sort();

async function idOf(page: Page, path: string): Promise<string> {
  const entry = (await list(page)).find(({ name }) => name === basename(path));
  expect(entry, path).toBeDefined();
  return entry!.keyId;
}

const search = (page: Page) => page.evaluate(() => window.latchkey.keys.search({}));
const choose = (page: Page, searched: string[]) =>
  page.evaluate((ids) => window.latchkey.keys.setFolders({ searched: ids }), searched);
const publicLine = (path: string, secret = ''): string =>
  run('ssh-keygen', ['-y', '-P', secret, '-f', path]).trim();

test.describe('folders', () => {
  test('are asked about once, searched, and what was found survives a restart', async () => {
    put('.ssh/id_ed25519', ed25519);
    put('.ssh/id_ed25519.pub', `${ed25519}.pub`);
    put('Documents/work/server.pem', rsa);
    writeFileSync(join(home, '.ssh/config'), 'Host *\n');
    execFileSync('mkfifo', [join(home, '.ssh/agent-pipe')]);
    let page = await start();
    const before = await page.evaluate(() => window.latchkey.keys.folders());
    expect(before).toEqual({
      ok: true,
      value: {
        asked: false,
        folders: [
          { folderId: 'ssh', folder: '~/.ssh', searched: false },
          { folderId: 'documents', folder: '~/Documents', searched: false },
        ],
      },
    });
    expect(await list(page)).toEqual([]);

    expect(await choose(page, ['ssh', 'documents'])).toMatchObject({ ok: true, value: { asked: true } });
    expect(await search(page)).toEqual({ ok: true, value: { added: 2, unread: [] } });
    const found = await list(page);
    expect(found).toMatchObject([
      { name: 'server.pem', folder: '~/Documents/work', algorithm: 'ssh-rsa', missing: false },
      { name: 'id_ed25519', folder: '~/.ssh', algorithm: 'ssh-ed25519', missing: false },
    ]);
    expect(await search(page)).toEqual({ ok: true, value: { added: 0, unread: [] } });

    page = await start();
    expect(await page.evaluate(() => window.latchkey.keys.folders())).toMatchObject({
      value: { asked: true, folders: [{ searched: true }, { searched: true }] },
    });
    expect(await list(page)).toEqual(found);
    // Nothing was moved or changed.
    expect(readFileSync(join(home, '.ssh/id_ed25519'))).toEqual(readFileSync(ed25519));
  });

  test('are looked through again at the next start: new keys are found, vanished ones marked', async () => {
    const gone = put('.ssh/old', rsa);
    let page = await start();
    await choose(page, ['ssh']);
    await search(page);
    rmSync(gone);
    put('.ssh/new', ed25519);
    page = await start();
    await expect.poll(() => names(page)).toEqual(['new', 'old']);
    expect((await list(page)).map(({ name, missing }) => [name, missing])).toEqual([
      ['new', false],
      ['old', true],
    ]);
  });

  test('are left alone after a no', async () => {
    put('.ssh/id', ed25519);
    let page = await start();
    expect(await choose(page, [])).toMatchObject({ value: { asked: true, folders: [{ searched: false }] } });
    page = await start();
    expect(await search(page)).toEqual({ ok: true, value: { added: 0, unread: [] } });
    expect(await list(page)).toEqual([]);
  });

  test('do not bring back a key that was taken off the list; adding it by hand does', async () => {
    const path = put('.ssh/id', ed25519);
    const page = await start();
    await choose(page, ['ssh']);
    await search(page);
    await page.evaluate((keyId) => window.latchkey.keys.remove({ keyId }), await idOf(page, path));
    expect(await search(page)).toMatchObject({ value: { added: 0 } });
    expect(await list(page)).toEqual([]);
    await dropFiles(page, [path]);
    await expect.poll(() => names(page)).toEqual(['id']);
  });

  test('of the user’s own are added by the system’s dialog, and named when they cannot be read', async () => {
    const folder = join(home, 'vault of keys');
    put('vault of keys/id', ed25519);
    const page = await start();
    const added = page.evaluate(() => window.latchkey.keys.setFolders({ searched: [], add: true }));
    await chooseFolder('Folder to look for keys in', folder);
    expect(await added).toMatchObject({
      value: { asked: true, folders: [{ folder: '~/vault of keys', searched: true }] },
    });
    expect(await search(page)).toMatchObject({ value: { added: 1, unread: [] } });
    renameSync(folder, `${folder}.elsewhere`);
    expect(await search(page)).toEqual({
      ok: true,
      value: {
        added: 0,
        unread: [
          {
            folder: '~/vault of keys',
            error: { code: 'files.not-found', params: { path: '~/vault of keys' } },
          },
        ],
      },
    });
    expect(await list(page)).toMatchObject([{ name: 'id', missing: true }]);
  });
});

test('the index of an earlier version is read, never put aside', async () => {
  const path = put('.ssh/id', ed25519);
  const keyId = '7f1d0f0e-3c9e-4a53-9d3c-0e8f5d6f1a11';
  const old = {
    keyId,
    path,
    algorithm: null,
    bits: null,
    sha256: null,
    encrypted: false,
    ec2Fingerprints: [],
  };
  mkdirSync(join(home, 'user-data'));
  writeFileSync(join(home, 'user-data/keys.json'), JSON.stringify({ version: 1, value: [old] }));
  const page = await start();
  // The search at the start reads anew what was known of it too little.
  await expect.poll(() => list(page)).toMatchObject([{ keyId, name: 'id', algorithm: 'ssh-ed25519' }]);
  await latchkey?.app.close();
  expect(readdirSync(join(home, 'user-data')).filter((name) => name.includes('unreadable'))).toEqual([]);
  expect(JSON.parse(readFileSync(join(home, 'user-data/keys.json'), 'utf8'))).toMatchObject({ version: 2 });
});

test.describe('a passphrase', () => {
  test('is changed in the file itself, and taken away', async () => {
    const path = put('id', locked);
    const line = publicLine(path, passphrase);
    const page = await start();
    await dropFiles(page, [path]);
    await expect.poll(() => names(page)).toEqual(['id']);
    const keyId = await idOf(page, path);
    const change = (input: { passphrase?: string; newPassphrase: string | null }) =>
      page.evaluate((it) => window.latchkey.keys.changePassphrase(it), { keyId, ...input });

    const before = readFileSync(path);
    expect(await change({ passphrase: 'wrong', newPassphrase: 'x' })).toMatchObject({
      error: { code: 'keys.wrong-passphrase' },
    });
    expect(await change({ newPassphrase: 'x' })).toMatchObject({ error: { code: 'keys.passphrase-needed' } });
    expect(readFileSync(path)).toEqual(before);

    expect(await change({ passphrase, newPassphrase: 'new one' })).toEqual({ ok: true, value: null });
    expect(publicLine(path, 'new one')).toBe(line);
    expect(() => publicLine(path, passphrase)).toThrow();
    expect(await change({ passphrase: 'new one', newPassphrase: null })).toEqual({ ok: true, value: null });
    expect(publicLine(path)).toBe(line);
    expect(await list(page)).toMatchObject([{ keyId, encrypted: false, missing: false }]);
    expect(readdirSync(home).filter((name) => name.includes('.tmp'))).toEqual([]);
  });
});

test.describe('where the list cannot be written', () => {
  test('what has been written is said to be: a new key, a copy, and a changed file', async () => {
    const path = put('id', locked);
    const line = publicLine(path, passphrase);
    const page = await start();
    await dropFiles(page, [path]);
    await expect.poll(() => names(page)).toEqual(['id']);
    const keyId = await idOf(page, path);
    await failToWrite(home, 'keys.json');

    const made = page.evaluate(() =>
      window.latchkey.keys.generate({ kind: { type: 'ed25519' }, to: 'openssh', newPassphrase: null }),
    );
    await saveAs('Save the new key as', join(home, 'new'));
    expect(await made).toMatchObject({ ok: true, value: { status: 'saved', name: 'new' } });

    const saved = page.evaluate((input) => window.latchkey.keys.save({ ...input, to: 'ppk' }), {
      keyId,
      passphrase,
    });
    await saveAs('Save the key as', join(home, 'id.ppk'));
    expect(await saved).toMatchObject({ ok: true, value: { status: 'saved', name: 'id.ppk' } });
    // Until the program ends they are on the list all the same.
    expect(await names(page)).toEqual(['id', 'id.ppk', 'new']);

    const changed = await page.evaluate((input) => window.latchkey.keys.changePassphrase(input), {
      keyId,
      passphrase,
      newPassphrase: 'new one',
    });
    expect(changed).toEqual({ ok: true, value: null });
    expect(publicLine(path, 'new one')).toBe(line);
  });
});

test.describe('Cancel that comes at once', () => {
  /** A protected key on the list whose file has changed since: it is read once more before anything else. */
  async function listTouched(page: Page): Promise<{ path: string; keyId: string }> {
    const path = put('id', locked);
    await dropFiles(page, [path]);
    await expect.poll(() => names(page)).toEqual(['id']);
    utimesSync(path, 0, 0);
    return { path, keyId: await idOf(page, path) };
  }
  const cancelled = { ok: false, error: { code: 'keys.cancelled', params: {} } };

  test('leaves the file as it is', async () => {
    const page = await start();
    const { path, keyId } = await listTouched(page);
    const before = readFileSync(path);
    const changed = page.evaluate(
      (input) => {
        const changing = window.latchkey.keys.changePassphrase(input);
        void window.latchkey.keys.cancel(input);
        return changing;
      },
      { keyId, passphrase, newPassphrase: 'new one', jobId: crypto.randomUUID() },
    );
    expect(await changed).toEqual(cancelled);
    expect(readFileSync(path)).toEqual(before);
  });

  test('opens no key', async () => {
    const page = await start();
    const { keyId } = await listTouched(page);
    const opened = page.evaluate(
      (input) => {
        const opening = window.latchkey.keys.inspect(input);
        void window.latchkey.keys.cancel(input);
        return opening;
      },
      { keyId, passphrase, jobId: crypto.randomUUID() },
    );
    expect(await opened).toEqual(cancelled);
  });

  test('ends a search', async () => {
    put('.ssh/id', ed25519);
    const page = await start();
    await choose(page, ['ssh']);
    const searched = page.evaluate((jobId) => {
      const searching = window.latchkey.keys.search({ jobId });
      void window.latchkey.keys.cancel({ jobId });
      return searching;
    }, crypto.randomUUID());
    expect(await searched).toEqual(cancelled);
    expect(await list(page)).toEqual([]);
  });

  test('converts nothing, also while the system’s dialog is open', async () => {
    const page = await start();
    const { keyId } = await listTouched(page);
    const target = join(home, 'converted');
    mkdirSync(target);
    const converted = page.evaluate(
      (input) => {
        const from = { kind: 'keys' as const, keyIds: [input.keyId] };
        const converting = window.latchkey.keys.convertMany({ from, to: 'public', jobId: input.jobId });
        void window.latchkey.keys.cancel({ jobId: input.jobId });
        return converting;
      },
      { keyId, jobId: crypto.randomUUID() },
    );
    await chooseFolder('Folder for the converted keys', target);
    expect(await converted).toMatchObject({ ok: true, value: { status: 'done', files: [], stopped: true } });
    expect(readdirSync(target)).toEqual([]);
  });
});

test('the rights of others are taken away from a file', async () => {
  const path = put('id', ed25519);
  execFileSync('chmod', ['644', path]);
  const page = await start();
  await dropFiles(page, [path]);
  await expect.poll(() => names(page)).toEqual(['id']);
  const keyId = await idOf(page, path);
  expect(await page.evaluate((id) => window.latchkey.keys.restrict({ keyId: id }), keyId)).toEqual({
    ok: true,
    value: null,
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a new key is made where the dialog says, protected, and on the list', async () => {
  const page = await start();
  const out = join(home, 'new key.ppk');
  const made = page.evaluate(() =>
    window.latchkey.keys.generate({
      kind: { type: 'ed25519' },
      to: 'ppk',
      newPassphrase: 'correct horse',
      comment: 'me@home',
      name: '../../etc/new',
    }),
  );
  await saveAs('Save the new key as', out);
  const [listed] = await made.then(() => list(page));
  expect(await made).toEqual({
    ok: true,
    value: { status: 'saved', name: 'new key.ppk', folder: '~', keyId: listed?.keyId },
  });
  expect(listed).toMatchObject({ name: 'new key.ppk', algorithm: 'ssh-ed25519', encrypted: true });
  const line = run('puttygen', [out, '--old-passphrase', keys.file('correct horse'), '-L']);
  expect(line).toMatch(/^ssh-ed25519 \S+ me@home$/m);
  expect(statSync(out).mode & 0o777).toBe(0o600);
});

test.describe('many at once', () => {
  test('a folder: every key in it, each with its result; nothing is replaced', async () => {
    const source = join(home, 'keys');
    put('keys/plain.pem', rsa);
    put('keys/locked.pem', locked);
    put('keys/other-locked', keys.sshKeygen('ed25519', { passphrase: 'another one' }));
    writeFileSync(join(source, 'broken.pem'), readFileSync(rsa).subarray(0, 700));
    writeFileSync(join(source, 'notes.txt'), 'no key');
    put('keys/id.pub', `${rsa}.pub`);
    execFileSync('mkfifo', [join(source, 'pipe')]);
    const target = join(home, 'converted');
    mkdirSync(target);
    writeFileSync(join(target, 'plain.ppk'), 'precious');

    const page = await start();
    await page.evaluate(() => {
      const told: unknown[] = [];
      Object.assign(window, { told });
      window.latchkey.on('keys.progress', (progress) => told.push(progress));
    });
    const jobId = crypto.randomUUID();
    const converted = page.evaluate(
      (input) => window.latchkey.keys.convertMany({ from: { kind: 'folder' }, to: 'ppk', ...input }),
      { passphrase, jobId },
    );
    await chooseFolder('Folder of keys to convert', source);
    await chooseFolder('Folder for the converted keys', target);
    expect(await converted).toEqual({
      ok: true,
      value: {
        status: 'done',
        folder: '~/converted',
        stopped: false,
        files: [
          {
            status: 'failed',
            name: 'broken.pem',
            error: { code: 'keys.truncated', params: expect.anything() },
          },
          { status: 'written', name: 'locked.pem', out: 'locked.ppk' },
          { status: 'failed', name: 'other-locked', error: { code: 'keys.wrong-passphrase', params: {} } },
          { status: 'written', name: 'plain.pem', out: 'plain-2.ppk' },
        ],
      },
    });
    expect(readdirSync(target).sort()).toEqual(['locked.ppk', 'plain-2.ppk', 'plain.ppk']);
    expect(readFileSync(join(target, 'plain.ppk'), 'utf8')).toBe('precious');
    const blob = publicLine(rsa).split(' ')[1];
    expect(run('puttygen', [join(target, 'plain-2.ppk'), '-L'])).toContain(blob);
    const lockedPpk = join(target, 'locked.ppk');
    expect(run('puttygen', [lockedPpk, '--old-passphrase', keys.file(passphrase), '-L'])).toContain(
      publicLine(locked, passphrase).split(' ')[1],
    );
    const told = await page.evaluate(() => Reflect.get(window, 'told') as { name?: string }[]);
    expect(told).toContainEqual({ jobId, fraction: null, done: 3, total: 4, name: 'plain.pem' });
    expect(JSON.stringify(told)).not.toContain(home);
  });

  test('keys of the list: public halves need no passphrase where the file shows them', async () => {
    const [one, two] = [put('one', locked), put('two', ed25519)];
    const page = await start();
    await dropFiles(page, [one, two]);
    await expect.poll(() => names(page)).toEqual(['one', 'two']);
    const keyIds = [await idOf(page, one), await idOf(page, two)];
    const target = join(home, 'public');
    mkdirSync(target);
    const converted = page.evaluate(
      (ids) => window.latchkey.keys.convertMany({ from: { kind: 'keys', keyIds: ids }, to: 'public' }),
      keyIds,
    );
    await chooseFolder('Folder for the converted keys', target);
    expect(await converted).toMatchObject({
      value: { files: [{ out: 'one.pub' }, { out: 'two.pub' }], stopped: false },
    });
    const blob = publicLine(locked, passphrase).split(' ')[1];
    expect(readFileSync(join(target, 'one.pub'), 'utf8')).toContain(blob);
  });

  test('Cancel keeps what is done', async () => {
    const all = Array.from({ length: 12 }, (_, at) => put(`key ${at}`, ed25519));
    const page = await start();
    await dropFiles(page, all);
    await expect.poll(() => names(page)).toHaveLength(all.length);
    const keyIds = (await list(page)).map(({ keyId }) => keyId);
    const target = join(home, 'protected');
    mkdirSync(target);
    const converted = page.evaluate(
      (input) => {
        window.latchkey.on('keys.progress', ({ jobId, done }) => {
          if (done === 2) void window.latchkey.keys.cancel({ jobId });
        });
        const from = { kind: 'keys' as const, keyIds: input.keyIds };
        return window.latchkey.keys.convertMany({ from, to: 'ppk', newPassphrase: 'x', jobId: input.jobId });
      },
      { keyIds, jobId: crypto.randomUUID() },
    );
    await chooseFolder('Folder for the converted keys', target);
    const answer = await converted;
    if (!answer.ok || answer.value.status !== 'done') throw new Error(JSON.stringify(answer));
    const { files, stopped } = answer.value;
    expect(stopped).toBe(true);
    expect(files.length).toBeGreaterThanOrEqual(2);
    expect(files.length).toBeLessThan(all.length);
    expect(files.every(({ status }) => status === 'written')).toBe(true);
    expect(readdirSync(target).sort()).toEqual(files.map((file) => ('out' in file ? file.out : '')).sort());
  });
});

test('a drag hands over listed files that exist, and no others', async () => {
  const [one, two] = [put('one', ed25519), put('two', rsa)];
  const page = await start();
  await dropFiles(page, [one, two]);
  await expect.poll(() => names(page)).toEqual(['one', 'two']);
  // The system takes over from here: what it is handed is all there is to see.
  await latchkey!.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    contents.startDrag = ({ files, icon }) => {
      const empty = typeof icon === 'string' ? icon === '' : icon.isEmpty();
      Object.assign(globalThis, { dragged: { files, empty } });
    };
  });
  const dragged = () => latchkey!.app.evaluate(() => Reflect.get(globalThis, 'dragged') as unknown);
  const drag = (keyIds: string[]) =>
    page.evaluate((ids) => window.latchkey.keys.drag({ keyIds: ids }), keyIds);
  const [first, second] = [await idOf(page, one), await idOf(page, two)];

  expect(await drag([first, crypto.randomUUID()])).toMatchObject({ error: { code: 'keys.not-listed' } });
  expect(await drag(['/etc/passwd'])).toMatchObject({ error: { code: 'invalid-input' } });
  expect(await dragged()).toBeUndefined();
  expect(await drag([first, second])).toEqual({ ok: true, value: null });
  expect(await dragged()).toEqual({ files: [one, two], empty: false });
  rmSync(two);
  expect(await drag([second])).toEqual({
    ok: false,
    error: { code: 'files.not-found', params: { path: 'two' } },
  });
});

test('a key dragged by its row with the mouse is dropped as its file', async () => {
  const path = put('id', ed25519);
  const page = await start();
  await dropFiles(page, [path]);
  const row = page.getByRole('option', { name: /^id/ });
  await row.waitFor();
  // Dropped where it is easiest to see what was: on the window it came from.
  const at = await row.evaluate((element) => {
    document.addEventListener('drop', ({ dataTransfer }) => {
      Object.assign(window, {
        dropped: [...(dataTransfer?.files ?? [])].map(({ name, size }) => [name, size]),
      });
    });
    const { x, y } = element.getBoundingClientRect();
    const frame = window.outerHeight - window.innerHeight;
    return { x: Math.round(window.screenX + x + 40), y: Math.round(window.screenY + frame + y + 12) };
  });
  await dragMouse(at, { x: at.x + 150, y: at.y + 100 });
  const dropped = () => page.evaluate(() => Reflect.get(window, 'dropped') as unknown);
  await expect.poll(dropped).toEqual([['id', statSync(path).size]]);
  expect(await names(page)).toEqual(['id']);
});

test('the page cannot name a path: folders are ids, and ids that are none are nothing', async () => {
  const page = await start();
  expect(await choose(page, ['/etc', '../..', 'downloads'])).toEqual({
    ok: true,
    value: { asked: true, folders: [] },
  });
  expect(await search(page)).toEqual({ ok: true, value: { added: 0, unread: [] } });
  const answers = await page.evaluate(async () => {
    const convert = window.latchkey.keys.convertMany as (input: unknown) => Promise<unknown>;
    const missing = crypto.randomUUID();
    return [
      await convert({ from: { kind: 'keys', keyIds: ['/etc/passwd'] }, to: 'ppk' }),
      await convert({ from: { kind: 'keys', keyIds: [missing] }, to: 'ppk' }),
      await window.latchkey.keys.changePassphrase({ keyId: missing, newPassphrase: null }),
      await window.latchkey.keys.restrict({ keyId: missing }),
      await window.latchkey.keys.forgetPassphrase({ keyId: missing }),
    ];
  });
  expect(answers.map((answer) => (answer as { error: { code: string } }).error.code)).toEqual([
    'invalid-input',
    ...Array(4).fill('keys.not-listed'),
  ]);
});
