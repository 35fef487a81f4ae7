import { chmodSync, copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { bareLine, KeyFolder, run } from '../fixtures/make-keys';
import { startEc2 } from '../servers/ec2';
import { dropFiles, showPage } from './actions';
import { type LaunchedApp, launch } from './launch';
import { saveAs } from './save-dialog';

const keys = new KeyFolder();
const [rsa, ed25519] = [keys.sshKeygen('rsa', { format: 'pem' }), keys.sshKeygen('ed25519')];
const locked = keys.sshKeygen('ed25519', { passphrase: 'swordfish' });

let latchkey: LaunchedApp;
let page: Page;
let folder: string;

test.beforeEach(async () => {
  latchkey = await launch();
  page = latchkey.page;
  folder = join(latchkey.home, 'keys');
});
test.afterEach(() => latchkey.stop());
test.afterAll(() => keys.remove());

const list = (): Locator => page.getByRole('listbox', { name: 'Keys' });
const filter = (): Locator => page.getByRole('textbox', { name: /^Filter/ });
const row = (name: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^${name.replaceAll('.', '\\.')} `) });
const chosen = (): Locator => page.getByRole('option', { selected: true });
const details = (name: string): Locator => page.getByRole('region', { name, exact: true });

/** Copies of key files under names of their own, as a folder of keys has them. */
function copies(named: Record<string, string>): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(named).map(([name, source]) => {
    const path = join(folder, name);
    copyFileSync(source, path);
    chmodSync(path, 0o600);
    return path;
  });
}

async function shown(named: Record<string, string>): Promise<string[]> {
  const paths = copies(named);
  await dropFiles(page, paths);
  await expect(page.getByRole('option')).toHaveCount(paths.length);
  return paths;
}

async function menu(of: string, item: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${of}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test.describe('the list', () => {
  test('holds two thousand keys, of which only those in sight are drawn', async () => {
    const paths = copies(
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, at) => [`server-${at}.pem`, at % 2 ? rsa : ed25519]),
      ),
    );
    await dropFiles(page, paths.slice(0, 1_000));
    await expect(page.getByText('1,000 key files')).toBeVisible();
    await dropFiles(page, paths.slice(1_000));
    await expect(page.getByText('2,000 key files')).toBeVisible();
    await expect(page.getByText('in ~/keys')).toBeVisible();

    await list().press('End');
    await expect(details('server-1999.pem')).toContainText('RSA 2048');
    await expect(row('server-1999.pem')).toBeInViewport();
    expect(await page.getByRole('option').count()).toBeLessThan(60);
    await list().press('Home');
    await expect(row('server-0.pem')).toBeInViewport();
    await list().press('PageDown');
    await expect(row('server-10.pem')).toHaveAttribute('aria-selected', 'true');

    await filter().fill('rsa server-77');
    await expect(page.getByText('6 of 2,000 key files')).toBeVisible();
    await expect(page.getByRole('option')).toHaveCount(6);
    await filter().fill('tuna');
    await expect(page.getByText('Nothing matches')).toBeVisible();
  });

  test('is worked by the keyboard alone', async () => {
    await shown({ 'a.pem': rsa, 'b.pem': ed25519, 'c.pem': locked });
    await list().focus();
    await page.keyboard.press('/');
    await expect(filter()).toBeFocused();
    await filter().press('ArrowDown');
    await expect(list()).toBeFocused();
    await expect(row('b.pem')).toHaveAttribute('aria-selected', 'true');
    await list().press('ArrowDown');
    await expect(details('c.pem')).toContainText('protected by a passphrase');
    await list().press('Enter');
    await expect(details('c.pem')).toBeFocused();
    await page.keyboard.press('Control+f');
    await expect(filter()).toBeFocused();
    await page.keyboard.type('b.p');
    await expect(details('b.pem')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('3 key files')).toBeVisible();
  });

  test('is filtered by fingerprint, type and comment', async () => {
    await shown({
      'a.pem': rsa,
      'b.pem': ed25519,
      'c.pem': keys.sshKeygen('ed25519', { comment: 'minji@desk' }),
    });
    const [, sha256 = ''] = run('ssh-keygen', ['-l', '-f', ed25519]).split(' ');
    await filter().fill(sha256.slice(7, 20));
    await expect(page.getByRole('option')).toHaveText([/^b\.pem/]);
    await filter().fill('rsa 2048');
    await expect(page.getByRole('option')).toHaveText([/^a\.pem/]);
    await filter().fill('MINJI');
    await expect(page.getByRole('option')).toHaveText([/^c\.pem/]);
  });

  test('takes several at once: with Ctrl, with Shift, all', async () => {
    await shown({ 'a.pem': rsa, 'b.pem': ed25519, 'c.pem': locked, 'd.pem': rsa });
    await row('a.pem').click();
    await row('c.pem').click({ modifiers: ['Control'] });
    await expect(chosen()).toHaveText([/^a/, /^c/]);
    await row('d.pem').click({ modifiers: ['Shift'] });
    await expect(chosen()).toHaveText([/^c/, /^d/]);
    await list().press('Shift+ArrowUp');
    await expect(chosen()).toHaveText([/^c/]);
    await list().press('Control+a');
    await expect(page.getByRole('heading', { name: '4 key files' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Convert 4 files…' })).toBeEnabled();
    await list().press('Escape');
    await expect(chosen()).toHaveText([/^c/]);
    await row('a.pem').click({ modifiers: ['Control'] });
    await page.getByRole('button', { name: 'Take off the list' }).click();
    await expect(page.getByRole('option')).toHaveText([/^b/, /^d/]);
    expect(statSync(join(folder, 'a.pem')).isFile()).toBe(true);
  });

  test('hands the files themselves to the system when a key is dragged', async () => {
    const [a, b] = await shown({ 'a.pem': rsa, 'b.pem': ed25519, 'c.pem': locked });
    await latchkey.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents;
      contents.startDrag = (item) => Object.assign(globalThis, { dragged: item.files });
    });
    const dragged = () => latchkey.app.evaluate(() => (globalThis as { dragged?: string[] }).dragged);
    await row('a.pem').click();
    await row('b.pem').click({ modifiers: ['Control'] });
    await row('b.pem').dispatchEvent('dragstart');
    await expect.poll(dragged).toEqual([a, b]);
    await row('c.pem').dispatchEvent('dragstart');
    await expect.poll(dragged).toEqual([join(folder, 'c.pem')]);
  });
});

test.describe('saving', () => {
  test('what it is for picks the format, and says why', async () => {
    const pkcs8 = keys.openssl('rsa');
    await shown({ 'web.pem': pkcs8 });
    const sheet = details('web.pem');
    await sheet.getByRole('radio', { name: /^OpenSSH/ }).click();
    await sheet.getByRole('combobox', { name: 'What is it for?' }).click();
    await page.getByRole('option', { name: 'FileZilla' }).click();
    await expect(sheet.getByRole('radio', { name: /^PPK 2/ })).toBeChecked();
    await expect(
      sheet.getByRole('status').filter({ hasText: 'Take PPK 2, which every version of it reads.' }),
    ).toBeVisible();
    await sheet.getByRole('combobox', { name: 'What is it for?' }).click();
    await page.getByRole('option', { name: /^OpenSSH/ }).click();
    await expect(sheet.getByText(/^OpenSSH.* reads this file as it is/)).toBeVisible();
  });

  test('a program that refuses the file does so in its own words, and its button takes its format', async () => {
    const pkcs8 = keys.openssl('rsa');
    await shown({ 'web.pem': pkcs8 });
    const programs = page.getByRole('region', { name: 'Programs' });
    await expect(programs.getByRole('listitem').filter({ hasText: /^OpenSSH/ })).toBeVisible();
    const refused = programs.getByRole('listitem').filter({ hasText: 'PuTTYgen' });
    await expect(refused).toContainText('unrecognised key type');
    expect(puttygenRefusal(pkcs8)).toContain('unrecognised key type');
    await programs.getByRole('button', { name: 'Take PPK 2 for FileZilla' }).click();
    await expect(page.getByRole('radio', { name: /^PPK 2/ })).toBeChecked();
  });

  test('the comment and the derivation of a PPK go where they were set', async () => {
    await shown({ 'web.pem': ed25519 });
    const sheet = details('web.pem');
    await sheet.getByText('New passphrase', { exact: true }).click();
    await sheet.getByLabel('New passphrase').last().fill('open sesame');
    await sheet.getByLabel('Once more').fill('open sesame');
    await sheet.getByText('Advanced').click();
    await sheet.getByLabel('Comment').fill('bastion in Seoul');
    await sheet.getByRole('combobox', { name: 'Derivation' }).click();
    await page.getByRole('option', { name: 'Argon2i', exact: true }).click();
    await sheet.getByLabel('Memory in KiB').fill('1024');
    await sheet.getByLabel('Passes').fill('3');
    await sheet.getByRole('button', { name: 'Save as PPK 3…' }).click();
    const out = join(folder, 'web.ppk');
    await saveAs('Save the key as', out);
    await expect(page.getByText('Saved web.ppk')).toBeVisible();
    const text = readFileSync(out, 'utf8');
    expect(text).toContain('Comment: bastion in Seoul\n');
    expect(text).toContain('Key-Derivation: Argon2i\nArgon2-Memory: 1024\nArgon2-Passes: 3\n');
    expect(run('puttygen', [out, '--old-passphrase', keys.file('open sesame'), '-L'])).toContain(
      bareLine(readFileSync(`${ed25519}.pub`, 'utf8')),
    );
    await expect(sheet.getByLabel('Once more')).toHaveValue('');
  });

  test('of several keys in one file the chosen one is shown and saved', async () => {
    const second = keys.sshKeygen('ecdsa-256');
    const both = keys.file(readFileSync(rsa, 'utf8') + readFileSync(second, 'utf8'));
    await shown({ 'both.pem': both });
    const sheet = details('both.pem');
    await sheet.getByRole('combobox', { name: '2 keys in this file' }).click();
    await page.getByRole('option', { name: /^2 · ECDSA P-256/ }).click();
    const line = bareLine(readFileSync(`${second}.pub`, 'utf8'));
    await expect(sheet).toContainText(line);
    await sheet.getByRole('radio', { name: /^OpenSSH/ }).click();
    await sheet.getByRole('button', { name: 'Save as OpenSSH…' }).click();
    const out = join(folder, 'second');
    await saveAs('Save the key as', out);
    await expect(page.getByText('Saved second')).toBeVisible();
    expect(bareLine(run('ssh-keygen', ['-y', '-f', out]))).toBe(line);
  });
});

test.describe('passphrases', () => {
  test('are judged in words while they are typed', async () => {
    await shown({ 'web.pem': ed25519 });
    const sheet = details('web.pem');
    await sheet.getByText('New passphrase', { exact: true }).click();
    const passphrase = sheet.getByLabel('New passphrase').last();
    await passphrase.fill('password');
    await expect(sheet.getByRole('status')).toContainText(
      'Very weak. It is one of the ten most used passwords. Add a word or two that are not common.',
    );
    await passphrase.fill('copper lantern eats seven maps');
    await expect(sheet.getByRole('status')).toHaveText('Strong.');
    await passphrase.fill('비밀번호 maps copper');
    await expect(sheet.getByRole('status')).toContainText('The passphrase has characters beyond ASCII.');
  });

  test('are set, changed and removed in the file itself', async () => {
    const [path = ''] = await shown({ id_web: ed25519 });
    const line = bareLine(readFileSync(`${ed25519}.pub`, 'utf8'));
    const dialog = page.getByRole('dialog', { name: 'Passphrase of id_web' });
    const opensBy = (passphrase: string) => bareLine(run('ssh-keygen', ['-y', '-P', passphrase, '-f', path]));
    const type = async (passphrase: string): Promise<void> => {
      await dialog.getByLabel('New passphrase').last().fill(passphrase);
      await dialog.getByLabel('Once more').fill(passphrase);
    };

    await details('id_web').getByRole('button', { name: 'set one' }).click();
    await type('first of all');
    await dialog.getByRole('button', { name: 'Set passphrase' }).click();
    await expect(page.getByText('is protected by its new passphrase now')).toBeVisible();
    await expect(details('id_web')).toContainText('protected by a passphrase');
    expect(opensBy('first of all')).toBe(line);
    expect(statSync(path).mode & 0o777).toBe(0o600);

    await menu('id_web', /^Change or remove the passphrase/);
    await dialog.getByLabel('Passphrase of this file').fill('not this one');
    await type('second to none');
    await dialog.getByRole('button', { name: 'Change passphrase' }).click();
    await expect(dialog.getByRole('alert')).toContainText('The passphrase is wrong');
    await dialog.getByLabel('Passphrase of this file').fill('first of all');
    await dialog.getByRole('button', { name: 'Change passphrase' }).click();
    await expect(dialog).toBeHidden();
    expect(opensBy('second to none')).toBe(line);

    await menu('id_web', /^Change or remove the passphrase/);
    await dialog.getByLabel('Passphrase of this file').fill('second to none');
    await dialog.getByText('No passphrase', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Remove passphrase' }).click();
    await expect(page.getByText('has no passphrase any more')).toBeVisible();
    expect(opensBy('')).toBe(line);
  });

  test('are kept only if asked, used from then on, and forgotten', async () => {
    await shown({ id_web: locked });
    const sheet = details('id_web');
    await sheet.getByLabel('Passphrase, to see the rest').fill('swordfish');
    await sheet.getByLabel(/^Remember it/).check();
    await sheet.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(sheet).toContainText(/kept (until Latchkey closes|on this computer’s keyring)/);
    await expect(sheet.getByLabel('Passphrase of this file')).toHaveCount(0);
    await page.reload();
    await showPage(page, 'Keys');
    await expect(sheet).toContainText(/kept (until|on)/);
    await sheet.getByRole('button', { name: 'Save as PPK 3…' }).click();
    const out = join(folder, 'kept.ppk');
    await saveAs('Save the key as', out);
    await expect(page.getByText('Saved kept.ppk')).toBeVisible();
    expect(run('puttygen', [out, '--old-passphrase', keys.file('swordfish'), '-L'])).toContain(
      bareLine(readFileSync(`${locked}.pub`, 'utf8')),
    );
    await row('id_web').click();
    await sheet.getByRole('button', { name: 'forget it' }).click();
    await expect(sheet.getByLabel('Passphrase, to see the rest')).toBeVisible();
    await expect(sheet.getByRole('button', { name: 'Save as PPK 3…' })).toBeDisabled();
  });

  test('a costly one shows its progress, and Cancel ends it', async () => {
    const ppk = keys.puttygen(ed25519, ['-O', 'private', '--ppk-param', 'memory=65536,passes=24'], {
      new: 'swordfish',
    });
    await shown({ 'costly.ppk': keys.file(ppk) });
    const sheet = details('costly.ppk');
    const passphrase = sheet.getByLabel('Passphrase, to see the rest');
    await passphrase.fill('swordfish');
    await sheet.getByRole('button', { name: 'Show', exact: true }).click();
    const progress = sheet.getByRole('progressbar', { name: 'Trying the passphrase…' });
    await expect(progress).toBeVisible();
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    await expect(progress).toBeHidden();
    await expect(sheet.getByRole('alert')).toHaveCount(0);
    await passphrase.fill('swordfish');
    await sheet.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(progress).toBeVisible();
    await expect(passphrase).toBeHidden({ timeout: 60_000 });
  });
});

test('a key that is an EC2 key pair says so, and is found by its name', async () => {
  const ec2 = await startEc2({
    snapshot: {
      Reservations: [
        {
          ReservationId: 'r-1',
          OwnerId: '123456789012',
          Instances: [{ InstanceId: 'i-1', KeyName: 'web team', State: { Code: 16, Name: 'running' } }],
        },
      ],
      KeyPairs: [
        { KeyName: 'web team', KeyPairId: 'key-1', PublicKey: readFileSync(`${ed25519}.pub`, 'utf8') },
      ],
    },
  });
  const connected = await launch({
    env: {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_ENDPOINT_URL_EC2: ec2.url,
    },
  });
  await latchkey.stop();
  latchkey = connected;
  page = connected.page;
  await shown({ 'a.pem': ed25519, 'b.pem': rsa });
  await page.evaluate(() =>
    window.latchkey.settings.update({ source: { kind: 'aws', profile: null, region: 'ap-northeast-2' } }),
  );
  await expect(row('a.pem')).toContainText('web team');
  await expect(details('a.pem')).toContainText('EC2 key pair web team · 1 instance');
  await filter().fill('web team');
  await expect(page.getByRole('option')).toHaveText([/^a\.pem/]);
  await ec2.stop();
});

test('a file that others may read says so, and is made private', async () => {
  const [path = ''] = copies({ 'open.pem': rsa });
  chmodSync(path, 0o644);
  await dropFiles(page, [path]);
  const sheet = details(basename(path));
  await expect(sheet).toContainText('readable by others');
  await expect(sheet).toContainText(
    process.platform === 'win32' ? 'icacls FILE /inheritance:r' : 'chmod 400 FILE',
  );
  // What an RSA key is in EC2 is no fingerprint that ssh-keygen prints.
  await expect(sheet).toContainText('“ssh-keygen -l” never prints these');
  await expect(sheet).toContainText('EC2 (swapped)');
  await sheet.getByRole('button', { name: 'make it private' }).click();
  await expect(sheet.getByText('readable by others')).toBeHidden();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a key that should be replaced says so in the list and in its details', async () => {
  await shown({
    'old.pem': keys.sshKeygen('rsa', { bits: 1024 }),
    'bastion.pem': keys.sshKeygen('ecdsa-521'),
  });
  await expect(row('old.pem')).toContainText('replace this key');
  await expect(details('bastion.pem').or(details('old.pem'))).toBeVisible();
  await row('bastion.pem').click();
  await expect(details('bastion.pem')).toContainText('CVE-2024-31497');
});

/** What the real puttygen says of a file it refuses. */
function puttygenRefusal(path: string): string {
  try {
    run('puttygen', [path, '-L']);
  } catch (error) {
    return String((error as { stderr?: string }).stderr);
  }
  throw new Error('puttygen read the file');
}
