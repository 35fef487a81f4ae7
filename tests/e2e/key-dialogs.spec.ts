import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { bareLine, KeyFolder, run } from '../fixtures/make-keys';
import { dropFiles, showPage } from './actions';
import { type LaunchedApp, launch } from './launch';
import { cancelDialog, chooseFolder, saveAs } from './save-dialog';

const keys = new KeyFolder();
const ed25519 = keys.sshKeygen('ed25519');
const rsa = keys.sshKeygen('rsa', { format: 'pem' });

let home: string;
let latchkey: LaunchedApp;
let page: Page;

async function start(): Promise<void> {
  latchkey = await launch({ home });
  page = latchkey.page;
  await showPage(page, 'Keys');
}

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
});
test.afterEach(async () => {
  await latchkey.stop();
  rmSync(home, { recursive: true });
});
test.afterAll(() => keys.remove());

const row = (name: string) =>
  page.getByRole('option', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) });
const copied = () => latchkey.app.evaluate(({ clipboard }) => clipboard.readText());

/** The usual folders as a desktop names them; where it names none, there are none to ask for. */
function usualFolders(): void {
  const names = { DOWNLOAD: 'Downloads', DOCUMENTS: 'Documents' };
  const lines = Object.entries(names).map(([what, name]) => `XDG_${what}_DIR="$HOME/${name}"\n`);
  writeFileSync(join(folderInHome('.config'), 'user-dirs.dirs'), lines.join(''));
}

function folderInHome(name: string, files: Record<string, string> = {}): string {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, source] of Object.entries(files)) copyFileSync(source, join(folder, file));
  return folder;
}

test.describe('the folders of key files', () => {
  const question = () => page.getByRole('form', { name: 'Find your key files?' });

  test('are asked for once; the keys in those that were allowed are listed where they are', async () => {
    usualFolders();
    const ssh = folderInHome('.ssh', { id_ed25519: ed25519, 'id_ed25519.pub': `${ed25519}.pub` });
    folderInHome('Downloads', { 'webteam.pem': rsa });
    folderInHome('Documents', { 'private-matter.pem': rsa });
    await start();
    await expect(question()).toContainText('~/.ssh, ~/Downloads, and ~/Documents');
    await question().getByRole('checkbox', { name: '~/Documents' }).uncheck();
    await question().getByRole('button', { name: 'List them' }).click();
    await expect(question()).toContainText('2 more key files are in the list now.');
    await expect(row('id_ed25519')).toContainText('~/.ssh');
    await expect(row('webteam.pem')).toContainText('~/Downloads');
    await expect(page.getByRole('option')).toHaveCount(2);
    expect(readdirSync(ssh).sort()).toEqual(['id_ed25519', 'id_ed25519.pub']);

    await latchkey.stop();
    await start();
    await expect(page.getByRole('option')).toHaveCount(2);
    await expect(question()).toBeHidden();
  });

  test('a no is the last word', async () => {
    folderInHome('.ssh', { id_ed25519: ed25519 });
    await start();
    await question().getByRole('button', { name: 'No, I add files myself' }).click();
    await expect(question()).toBeHidden();
    await latchkey.stop();
    await start();
    await expect(page.getByText('Drop a private key here')).toBeVisible();
    await expect(question()).toBeHidden();
    await expect(page.getByRole('option')).toHaveCount(0);
  });

  test('are chosen anew later: one is added, searched, and named when it is gone', async () => {
    folderInHome('.ssh');
    const work = folderInHome('work', { 'data-eng.pem': rsa });
    await start();
    await question().getByRole('button', { name: 'No, I add files myself' }).click();
    await page.getByRole('button', { name: 'More for key files' }).click();
    await page.getByRole('menuitem', { name: 'Search folders for keys…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Folders with key files' });
    await expect(dialog.getByRole('checkbox', { name: '~/.ssh' })).not.toBeChecked();
    await expect(dialog.getByRole('button', { name: 'Search now' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Add folder…' }).click();
    await chooseFolder('Folder to look for keys in', work);
    await expect(dialog.getByRole('checkbox', { name: '~/work' })).toBeChecked();
    await dialog.getByRole('button', { name: 'Search now' }).click();
    await expect(dialog).toContainText('One more key file is in the list now.');

    rmSync(work, { recursive: true });
    await dialog.getByRole('button', { name: 'Search now' }).click();
    await expect(dialog).toContainText('~/work could not be read.');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(row('data-eng.pem')).toBeVisible();
  });
});

test.describe('a new key', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Generate a key' });
  const made = () => page.getByRole('dialog', { name: 'Your new key' });

  async function open(): Promise<void> {
    await start();
    await page.getByRole('button', { name: 'Generate…' }).click();
  }

  async function protect(passphrase: string): Promise<void> {
    await dialog().getByLabel('New passphrase').last().fill(passphrase);
    await dialog().getByLabel('Once more').fill(passphrase);
  }

  test('Ed25519 under a passphrase, by keyboard alone; its public half is copied', async () => {
    await open();
    await expect(dialog().getByRole('radio', { name: /^Ed25519/ })).toBeFocused();
    await dialog().getByLabel('File name').fill('laptop');
    await dialog().getByLabel('Comment').fill('jiwoo@laptop');
    await protect('a whale under the ice');
    await page.keyboard.press('Enter');
    const out = join(keys.path, 'laptop');
    await saveAs('Save the new key as', out);
    await expect(made()).toContainText('Saved laptop in');
    const line = run('ssh-keygen', ['-y', '-P', 'a whale under the ice', '-f', out]).trim();
    expect(line).toMatch(/^ssh-ed25519 \S+ jiwoo@laptop$/);
    await expect(made().getByRole('region', { name: 'Public key' })).toContainText(bareLine(line));
    await expect(made()).toContainText(run('ssh-keygen', ['-l', '-f', out]).split(' ')[1]!);
    await made().getByRole('button', { name: 'Copy public key' }).click();
    await expect.poll(copied).toBe(line);
    await made().getByRole('button', { name: 'Show in list' }).click();
    await expect(page.getByRole('region', { name: 'laptop', exact: true })).toContainText('Ed25519');
    expect(latchkey.stderr()).not.toContain('whale');
  });

  test('RSA 3072 in PEM under a passphrase, which EC2 would not import', async () => {
    await open();
    await dialog().getByRole('radio', { name: /^RSA/ }).click();
    await dialog().getByText('3072', { exact: true }).click();
    await expect(dialog()).toContainText('EC2 does not import this size');
    await dialog().getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: /^PEM/ }).click();
    await protect('a whale under the ice');
    await dialog().getByRole('button', { name: 'Generate…' }).click();
    const out = join(keys.path, 'old-server.pem');
    await saveAs('Save the new key as', out);
    await expect(made()).toContainText('Saved old-server.pem in');
    await expect(made().getByRole('button', { name: 'Import into EC2…' })).toBeHidden();
    expect(readFileSync(out, 'utf8')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    const line = run('ssh-keygen', ['-y', '-P', 'a whale under the ice', '-f', out]);
    await expect(made()).toContainText(bareLine(line));
    expect(run('ssh-keygen', ['-l', '-f', keys.file(line)])).toMatch(/^3072 /);
    await made().getByRole('button', { name: 'Done' }).click();
    await expect(made()).toBeHidden();
    await expect(row('old-server.pem')).toBeVisible();
  });

  test('of 8192 bits is cancelled: nothing is written, nothing that was typed is lost', async () => {
    await open();
    await dialog().getByRole('radio', { name: /^RSA/ }).click();
    await dialog().getByText('8192', { exact: true }).click();
    await dialog().getByText('No passphrase', { exact: true }).click();
    await dialog().getByLabel('File name').fill('giant');
    await dialog().getByRole('button', { name: 'Generate…' }).click();
    const out = join(keys.path, 'giant');
    await saveAs('Save the new key as', out);
    await expect(dialog().getByRole('progressbar')).toHaveAttribute(
      'aria-valuetext',
      'Making the key: RSA 8192. Large RSA keys take a while.',
    );
    await dialog().getByRole('button', { name: 'Cancel' }).last().click();
    await expect(dialog()).toContainText('Cancelled. No file was written.');
    await expect(dialog().getByLabel('File name')).toHaveValue('giant');
    expect(existsSync(out)).toBe(false);

    await dialog().getByRole('button', { name: 'Generate…' }).click();
    await saveAs('Save the new key as', out);
    await dialog().getByRole('button', { name: 'Close' }).click();
    const question = page.getByRole('dialog', { name: 'Close this dialog?' });
    await expect(question).toContainText('The key is still being made.');
    await question.getByRole('button', { name: 'Discard and close' }).click();
    await expect(dialog()).toBeHidden();
  });

  test('is asked for before what was typed is thrown away, and keeps it when the save dialog is left', async () => {
    await open();
    await protect('a whale under the ice');
    await page.keyboard.press('Escape');
    const question = page.getByRole('dialog', { name: 'Close this dialog?' });
    await expect(question).toContainText('What you typed is not kept.');
    await page.keyboard.press('Escape');
    await expect(question).toBeHidden();
    await dialog().getByRole('button', { name: 'Generate…' }).click();
    await cancelDialog('Save the new key as');
    await expect(dialog().getByLabel('Once more')).toHaveValue('a whale under the ice');
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard and close' }).click();
    await expect(dialog()).toBeHidden();
    // Once more: nothing of it is kept, so nothing needs a question.
    await page.getByRole('button', { name: 'Generate…' }).click();
    await expect(dialog().getByLabel('Once more')).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(dialog()).toBeHidden();
  });
});

test.describe('many keys at once', () => {
  const form = () => page.getByRole('dialog', { name: 'Convert many keys' });
  const report = () => page.getByRole('dialog', { name: 'Conversion report' });

  /** Drops the files, chooses all of them, and opens the dialog. */
  async function convertAll(paths: string[]): Promise<void> {
    await start();
    await dropFiles(page, paths);
    await expect(page.getByText(`${paths.length} key files`)).toBeVisible();
    await page.getByRole('listbox', { name: 'Keys' }).press('Control+a');
    await page.getByRole('button', { name: `Convert ${paths.length} files…` }).click();
    await expect(form()).toContainText(`${paths.length} selected keys`);
  }

  const files = (report: Locator) => report.getByRole('region', { name: 'Files' }).getByRole('listitem');

  test('are converted by one passphrase; the one it does not open is named first, with the reason', async () => {
    const source = folderInHome('source', {
      'one.pem': rsa,
      'two.pem': keys.sshKeygen('ed25519', { passphrase: 'swordfish' }),
      'three.pem': keys.sshKeygen('ed25519', { passphrase: 'another one' }),
    });
    const target = folderInHome('target');
    await convertAll(readdirSync(source).map((name) => join(source, name)));
    await form().getByLabel('Passphrase of protected files').fill('swordfish');
    await form().getByRole('button', { name: 'Convert…' }).click();
    await chooseFolder('Folder for the converted keys', target);
    await expect(report()).toContainText('2 files were written in ~/target. One could not be converted.');
    await expect(files(report())).toHaveCount(3);
    await expect(files(report()).first()).toContainText('three.pem');
    await expect(files(report()).first()).toContainText('The passphrase is wrong');
    expect(readdirSync(target).sort()).toEqual(['one.ppk', 'two.ppk']);
    expect(run('puttygen', [join(target, 'one.ppk'), '-L'])).toContain(
      bareLine(run('ssh-keygen', ['-y', '-f', rsa])).split(' ')[1],
    );
    const swordfish = keys.file('swordfish');
    run('puttygen', [
      join(target, 'two.ppk'),
      '--old-passphrase',
      swordfish,
      '-O',
      'private-openssh',
      '-o',
      keys.newPath(),
    ]);
    await report().getByRole('button', { name: 'Copy report' }).click();
    await expect.poll(copied).toMatch(/^three\.pem\tnot converted\tThe passphrase is wrong.*\n.*\twritten\t/);
    await page.keyboard.press('Escape');
    await expect(report()).toBeHidden();
    expect(latchkey.stderr()).not.toContain('swordfish');
  });

  test('are stopped half way: what is written stays, and the report says so', async () => {
    const names = Array.from({ length: 40 }, (_, at) => `server-${String(at).padStart(2, '0')}.pem`);
    const source = folderInHome('source', Object.fromEntries(names.map((name) => [name, ed25519])));
    const target = folderInHome('target');
    await convertAll(names.map((name) => join(source, name)));
    await form().getByText('New passphrase', { exact: true }).click();
    await form().getByLabel('New passphrase').last().fill('a whale under the ice');
    await form().getByLabel('Once more').fill('a whale under the ice');
    await page.keyboard.press('Enter');
    await chooseFolder('Folder for the converted keys', target);
    await expect(form().getByRole('progressbar')).toHaveAttribute(
      'aria-valuetext',
      /^\d+ of 40: server-\d\d\.pem$/,
    );
    await expect.poll(() => readdirSync(target).length).toBeGreaterThan(0);
    await form().getByRole('button', { name: 'Cancel' }).last().click();
    await expect(report()).toContainText('You stopped before the end; the others were not touched.');
    const written = readdirSync(target).length;
    expect(written).toBeLessThan(40);
    await expect(report()).toContainText(
      written === 1 ? 'One file was written in ~/target.' : `${written} files were written in ~/target.`,
    );
  });

  test('come from a folder, into a format without a private half', async () => {
    const source = folderInHome('source', { 'one.pem': rsa, 'two.pem': ed25519 });
    writeFileSync(join(source, 'readme.txt'), 'not a key');
    const target = folderInHome('target');
    await start();
    await page.getByRole('button', { name: 'More for key files' }).click();
    await page.getByRole('menuitem', { name: 'Convert files or a folder…' }).click();
    await form().getByText('A folder…', { exact: true }).click();
    await form().getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: /^Public key/ }).click();
    await expect(form().getByText('Protection of the new files')).toBeHidden();
    await form().getByRole('button', { name: 'Convert…' }).click();
    await chooseFolder('Folder of keys to convert', source);
    await chooseFolder('Folder for the converted keys', target);
    await expect(report()).toContainText('2 files were written in ~/target.');
    expect(bareLine(readFileSync(join(target, 'one.pub'), 'utf8'))).toBe(
      bareLine(run('ssh-keygen', ['-y', '-f', rsa])),
    );
    expect(readdirSync(target).sort()).toEqual(['one.pub', 'two.pub']);
  });
});
