import { copyFileSync, existsSync, readFileSync, utimesSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { KeyEntry } from '../../contract/page';
import { KeyFolder, run } from '../fixtures/make-keys';
import { type Keyring, noKeyring, startKeyring } from '../servers/keyring';
import { type Sshd, startSshd } from '../servers/sshd';
import { addHost, dropFiles, showPage } from './actions';
import { type LaunchedApp, type LaunchOptions, launch } from './launch';
import { failToWrite } from './unwritable';

/** Passphrases are kept where the user asks for it: on the keyring, or where there is none, until the program ends. */

const passphrase = 'swordfish of old';
const keys = new KeyFolder();
test.afterAll(() => keys.remove());

let home: string;
let latchkey: LaunchedApp | undefined;
let path: string;

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  // A PEM: it shows not even its public half without the passphrase.
  path = keys.sshKeygen('rsa', { format: 'pem', passphrase });
});
test.afterEach(async () => {
  await latchkey?.stop();
  latchkey = undefined;
  await rm(home, { recursive: true, force: true });
});

async function start(options: LaunchOptions): Promise<Page> {
  await latchkey?.stop();
  latchkey = await launch({ home, ...options });
  return latchkey.page;
}

async function list(page: Page): Promise<KeyEntry[]> {
  const listed = await page.evaluate(() => window.latchkey.keys.list());
  if (!listed.ok) throw new Error(listed.error.code);
  return listed.value;
}

/** Adds the key by a drop and answers its id. */
async function add(page: Page): Promise<string> {
  await dropFiles(page, [path]);
  await expect.poll(() => list(page)).toHaveLength(1);
  return (await list(page))[0]!.keyId;
}

const isKept = async (page: Page): Promise<boolean | undefined> => (await list(page))[0]?.passphraseKept;
const keeping = (page: Page) => page.evaluate(() => window.latchkey.keys.passphraseKeeping());
const inspect = (page: Page, input: { keyId: string; passphrase?: string; remember?: boolean }) =>
  page.evaluate((it) => window.latchkey.keys.inspect(it), input);
const publicLine = (secret: string): string =>
  run('ssh-keygen', ['-y', '-P', secret, '-f', path]).trim().split(' ').slice(0, 2).join(' ');

/** Nothing that the program has written holds the passphrase as it is. */
function expectNowhereInClear(): void {
  for (const name of ['keys.json', 'passphrases.json']) {
    const file = join(home, 'user-data', name);
    if (existsSync(file)) expect(readFileSync(file, 'utf8'), name).not.toContain(passphrase);
  }
  expect(latchkey!.stderr()).not.toContain(passphrase);
}

test.describe('with a keyring', () => {
  let keyring: Keyring;
  let options: LaunchOptions;
  test.beforeAll(async () => {
    keyring = await startKeyring();
    options = { env: keyring.env, args: ['--password-store=gnome-libsecret'] };
  });
  test.afterAll(() => keyring.stop());

  test('a passphrase that opened its key is kept over a restart, sealed, and forgotten when told', async () => {
    let page = await start(options);
    const keyId = await add(page);
    expect(await keeping(page)).toEqual({
      ok: true,
      value: { where: 'keyring', backend: 'gnome_libsecret' },
    });
    await inspect(page, { keyId, passphrase: 'wrong', remember: true });
    expect(await isKept(page)).toBe(false);
    await inspect(page, { keyId, passphrase });
    expect(await isKept(page), 'kept without being asked to').toBe(false);
    await inspect(page, { keyId, passphrase, remember: true });
    expect(await isKept(page)).toBe(true);

    page = await start(options);
    expect(await isKept(page)).toBe(true);
    const opened = await inspect(page, { keyId });
    expect(opened).toMatchObject({
      ok: true,
      value: { publicKey: expect.stringContaining(publicLine(passphrase)) },
    });
    expect(JSON.stringify(opened)).not.toContain(passphrase);
    expectNowhereInClear();

    await page.evaluate((id) => window.latchkey.keys.forgetPassphrase({ keyId: id }), keyId);
    expect(await isKept(page)).toBe(false);
    expect(await inspect(page, { keyId })).toMatchObject({ value: { publicKey: null } });
    expect(readFileSync(join(home, 'user-data/passphrases.json'), 'utf8')).not.toContain(keyId);
  });

  test('it follows a change made here, and is forgotten after one made elsewhere', async () => {
    const page = await start(options);
    const keyId = await add(page);
    await inspect(page, { keyId, passphrase, remember: true });
    const changed = await page.evaluate(
      (id) => window.latchkey.keys.changePassphrase({ keyId: id, newPassphrase: 'changed here' }),
      keyId,
    );
    expect(changed).toEqual({ ok: true, value: null });
    expect(await isKept(page)).toBe(true);
    expect(await inspect(page, { keyId })).toMatchObject({
      value: { publicKey: expect.stringContaining(publicLine('changed here')) },
    });

    run('ssh-keygen', ['-q', '-p', '-m', 'PEM', '-P', 'changed here', '-N', 'elsewhere', '-f', path]);
    expect(await inspect(page, { keyId })).toMatchObject({ ok: true, value: { publicKey: null } });
    expect(await isKept(page)).toBe(false);
  });

  test('another key at the same path is not offered it', async () => {
    const page = await start(options);
    const keyId = await add(page);
    await inspect(page, { keyId, passphrase, remember: true });
    // Even one that it would open.
    copyFileSync(keys.sshKeygen('rsa', { format: 'pem', passphrase }), path);
    expect(await inspect(page, { keyId })).toMatchObject({ ok: true, value: { publicKey: null } });
    expect(await isKept(page)).toBe(false);
  });

  test('a key taken off the list leaves nothing behind', async () => {
    const page = await start(options);
    const keyId = await add(page);
    await inspect(page, { keyId, passphrase, remember: true });
    await page.evaluate((id) => window.latchkey.keys.remove({ keyId: id }), keyId);
    expect(JSON.parse(readFileSync(join(home, 'user-data/passphrases.json'), 'utf8'))).toEqual({
      version: 1,
      value: {},
    });
  });

  test('a key taken off the list while it is opened leaves nothing behind either', async () => {
    path = keys.sshKeygen('ed25519', { passphrase });
    // Takes a while to open.
    run('ssh-keygen', ['-q', '-p', '-a', '200', '-P', passphrase, '-N', passphrase, '-f', path]);
    const page = await start(options);
    const keyId = await add(page);
    const opened = await page.evaluate(
      (input) => {
        window.latchkey.on('keys.progress', () => void window.latchkey.keys.remove({ keyId: input.keyId }));
        return window.latchkey.keys.inspect(input);
      },
      { keyId, passphrase, remember: true, jobId: crypto.randomUUID() },
    );
    expect(opened).toMatchObject({ ok: true });
    expect(await list(page)).toEqual([]);
    expect(existsSync(join(home, 'user-data/passphrases.json'))).toBe(false);
  });
});

test.describe('without a keyring', () => {
  const options: LaunchOptions = { env: noKeyring, args: ['--password-store=basic'] };

  test('a passphrase is kept until the program ends, and the page can say so', async () => {
    let page = await start(options);
    const keyId = await add(page);
    expect(await keeping(page)).toEqual({ ok: true, value: { where: 'session', backend: 'basic_text' } });
    await inspect(page, { keyId, passphrase, remember: true });
    expect(await isKept(page)).toBe(true);
    expect(await inspect(page, { keyId })).toMatchObject({
      value: { publicKey: expect.stringContaining(publicLine(passphrase)) },
    });
    expect(existsSync(join(home, 'user-data/passphrases.json'))).toBe(false);
    expectNowhereInClear();

    page = await start(options);
    expect(await isKept(page)).toBe(false);
    expect(await inspect(page, { keyId })).toMatchObject({ value: { publicKey: null } });
  });
});

test.describe('a session', () => {
  const options: LaunchOptions = { env: noKeyring, args: ['--password-store=basic'] };
  let sshd: Sshd;
  test.beforeEach(async () => {
    sshd = await startSshd({ authorizedKeys: [readFileSync(`${path}.pub`, 'utf8')] });
  });
  test.afterEach(() => sshd.stop());

  const connect = async (page: Page): Promise<void> => {
    await showPage(page, 'Hosts');
    await page.getByRole('button', { name: 'Connect to lab' }).click();
  };
  const trust = (page: Page) => page.getByRole('button', { name: 'Trust and connect' });
  const logins = () => sshd.log().match(/Accepted publickey/g)?.length ?? 0;

  /** Connects for the first time, up to the question about the host key. */
  async function connectFirst(page: Page): Promise<void> {
    const { port, user } = sshd;
    await addHost(page, { name: 'lab', address: '127.0.0.1', port, user, key: basename(path) });
    await connect(page);
    await trust(page).waitFor();
  }

  test('asks once: a passphrase to be remembered answers the next session by itself', async () => {
    const page = await start(options);
    await add(page);
    await connectFirst(page);
    await trust(page).click();
    const question = page.getByRole('dialog', { name: 'Passphrase' });
    const answer = async (secret: string): Promise<void> => {
      await question.getByLabel(/^Passphrase of/).fill(secret);
      await question.getByLabel(/^Remember it until Latchkey closes/).check();
      await question.getByRole('button', { name: 'Continue' }).click();
    };
    await answer('wrong');
    await expect(question).toContainText('That was not it.');
    expect(await isKept(page)).toBe(false);
    await answer(passphrase);
    await expect.poll(logins).toBe(1);
    await expect.poll(() => isKept(page)).toBe(true);

    await connect(page);
    await expect.poll(logins).toBe(2);
    await expect(question).toBeHidden();
    expectNowhereInClear();
  });

  test('whose kept passphrase is wrong asks without blaming anyone, and forgets it', async () => {
    // An OpenSSH file shows which key it is, so that the kept passphrase is tried.
    path = keys.sshKeygen('ed25519', { passphrase });
    const page = await start(options);
    const keyId = await add(page);
    await inspect(page, { keyId, passphrase, remember: true });
    run('ssh-keygen', ['-q', '-p', '-P', passphrase, '-N', 'elsewhere', '-f', path]);
    await connectFirst(page);
    await trust(page).click();
    const question = page.getByRole('dialog', { name: 'Passphrase' });
    await expect(question).toBeVisible();
    await expect(question).not.toContainText('That was not it.');
    expect(await isKept(page)).toBe(false);
  });

  test('asks also where the list of keys cannot be written', async () => {
    const page = await start(options);
    await add(page);
    await connectFirst(page);
    await failToWrite(home, 'keys.json');
    // Changed, so that the list is to be written anew.
    utimesSync(path, 0, 0);
    await trust(page).click();
    const question = page.getByRole('dialog', { name: 'Passphrase' });
    await question.getByLabel(/^Passphrase of/).fill(passphrase);
    await question.getByRole('button', { name: 'Continue' }).click();
    await expect.poll(logins).toBe(1);
  });

  test('asks also where the wrong passphrase cannot be taken off the disk', async () => {
    const keyring = await startKeyring();
    try {
      path = keys.sshKeygen('ed25519', { passphrase });
      const page = await start({ env: keyring.env, args: ['--password-store=gnome-libsecret'] });
      const keyId = await add(page);
      await inspect(page, { keyId, passphrase, remember: true });
      run('ssh-keygen', ['-q', '-p', '-P', passphrase, '-N', 'elsewhere', '-f', path]);
      await failToWrite(home, 'passphrases.json');
      await connectFirst(page);
      await trust(page).click();
      const question = page.getByRole('dialog', { name: 'Passphrase' });
      await expect(question).toBeVisible();
      await expect(question).not.toContainText('That was not it.');
      expect(await isKept(page)).toBe(false);
    } finally {
      await latchkey?.stop();
      latchkey = undefined;
      keyring.stop();
    }
  });

  test('keeps its host and its key when another is opened under its id', async () => {
    const page = await start(options);
    const keyId = await add(page);
    const saved = await page.evaluate((host) => window.latchkey.hosts.save(host), {
      ...{ name: 'other', address: '127.0.0.1', port: 1, user: 'root' },
      keyId,
    });
    if (!saved.ok) throw new Error(saved.error.code);
    await connectFirst(page);
    const pending = await page.evaluate(() => window.latchkey.prompts.pending());
    const sessionId = pending.ok ? pending.value[0]!.sessionId : '';
    const openOther = () =>
      page.evaluate((input) => window.latchkey.sessions.open(input), {
        sessionId,
        target: { kind: 'profile' as const, profileId: saved.value.id },
        size: { cols: 80, rows: 24 },
      });
    expect(await openOther()).toMatchObject({ ok: false });
    await trust(page).click();
    const question = page.getByRole('dialog', { name: 'Passphrase' });
    await expect(question).toBeVisible();
    const hostKeys = JSON.parse(readFileSync(join(home, 'user-data/known-hosts.json'), 'utf8'));
    expect(Object.keys(hostKeys.value)).toEqual([`[127.0.0.1]:${sshd.port}`]);

    await question.getByRole('button', { name: 'Cancel' }).last().click();
    // Over, and its id is free again.
    await expect.poll(async () => (await openOther()).ok).toBe(true);
  });
});
