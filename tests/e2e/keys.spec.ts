import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { KeyFolder, run } from '../fixtures/make-keys';
import { dropFiles, showPage } from './actions';
import { type LaunchedApp, launch } from './launch';
import { answerReplace, cancelDialog, saveAs } from './save-dialog';

const keys = new KeyFolder();
const rsa = keys.file(readFileSync(keys.sshKeygen('rsa', { format: 'pem' })), '.pem');
const ed25519 = keys.file(readFileSync(keys.sshKeygen('ed25519')), '.pem');

let latchkey: LaunchedApp;
let page: Page;

test.beforeEach(async () => {
  latchkey = await launch();
  page = latchkey.page;
});
test.afterEach(() => latchkey.stop());
test.afterAll(() => keys.remove());

const publicLine = (path: string): string =>
  run('ssh-keygen', ['-y', '-f', path]).trim().split(' ').slice(0, 2).join(' ');

test('a PEM dropped on the window is described, saved as PPK 3, and opened by puttygen', async () => {
  await dropFiles(page, [rsa]);
  const details = page.getByRole('region', { name: basename(rsa) });
  const [bits, sha256 = ''] = run('ssh-keygen', ['-l', '-f', rsa]).split(' ');
  const [, md5 = ''] = run('ssh-keygen', ['-l', '-E', 'md5', '-f', rsa]).split(' ');
  await expect(details).toContainText(`RSA ${bits}`);
  await expect(details).toContainText(sha256);
  await expect(details).toContainText(md5.replace('MD5:', ''));
  await expect(details).toContainText(publicLine(rsa));

  const out = join(keys.path, 'webteam.ppk');
  await details.getByRole('radio', { name: /^PPK 3/ }).click();
  await details.getByRole('button', { name: 'Save as PPK 3…' }).click();
  await saveAs('Save the key as', out);
  await expect(page.getByText('Saved webteam.ppk')).toBeVisible();
  expect(run('puttygen', [out, '-L'])).toContain(publicLine(rsa));
  expect(run('puttygen', [out, '-l'])).toContain(sha256);
  expect(readFileSync(out, 'utf8')).toMatch(/^PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n/);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  await expect(page.getByRole('option', { name: /^webteam\.ppk/ })).toBeVisible();
});

test('an Ed25519 PEM is saved as PPK 2 under a passphrase that puttygen takes', async () => {
  await dropFiles(page, [ed25519]);
  const details = page.getByRole('region', { name: basename(ed25519) });
  await details.getByRole('radio', { name: /^PPK 2/ }).click();
  await details.getByText('New passphrase', { exact: true }).click();
  await details.getByLabel('New passphrase').last().fill('open sesame');
  await expect(details.getByRole('button', { name: /^Save as/ })).toBeDisabled();
  await details.getByLabel('Once more').fill('open sesame');
  await details.getByRole('button', { name: 'Save as PPK 2…' }).click();
  const out = join(keys.path, 'locked.ppk');
  await saveAs('Save the key as', out);
  await expect(page.getByText('Saved locked.ppk')).toBeVisible();
  expect(readFileSync(out, 'utf8')).toMatch(/^PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: aes256-cbc\n/);
  const passphrase = keys.file('open sesame');
  expect(run('puttygen', [out, '--old-passphrase', passphrase, '-L'])).toContain(publicLine(ed25519));
});

test('a file that exists is replaced only after a yes', async () => {
  await dropFiles(page, [rsa]);
  const out = join(keys.path, 'precious.ppk');
  writeFileSync(out, 'precious');
  const save = page.getByRole('button', { name: 'Save as PPK 3…' });
  await save.click();
  await saveAs('Save the key as', out);
  await answerReplace(false);
  await cancelDialog('Save the key as');
  await expect(save).toBeEnabled();
  expect(readFileSync(out, 'utf8')).toBe('precious');

  await save.click();
  await saveAs('Save the key as', out);
  await answerReplace(true);
  await expect(page.getByText('Saved precious.ppk')).toBeVisible();
  expect(run('puttygen', [out, '-L'])).toContain(publicLine(rsa));
});

const notKeys: [what: string, name: string, content: () => Buffer | string, says: RegExp][] = [
  ['an empty file', 'empty.pem', () => '', /The file is empty/],
  ['text that is no key', 'notes.txt', () => 'ssh ec2-user@203.0.113.20\n', /This file holds no key/],
  [
    'a truncated key',
    'cut.pem',
    () => readFileSync(rsa).subarray(0, 700),
    /Part of this key file is missing/,
  ],
  [
    'a binary file',
    'photo.pem',
    () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254]),
    /This is a binary file/,
  ],
  ['a file of 10 MB', 'big.pem', () => Buffer.alloc(10_000_000, 'A'), /far too large to be a key file/],
  ['a public key', 'id.pub', () => `${run('ssh-keygen', ['-y', '-f', rsa])}`, /This is a public key/],
  ['a certificate', 'id-cert.pub', () => certificate(), /This is an OpenSSH certificate/],
];

for (const [what, name, content, says] of notKeys) {
  test(`${what} is refused with its own message`, async () => {
    const path = join(keys.path, name);
    writeFileSync(path, content());
    await dropFiles(page, [path]);
    const message = page.getByRole('alert');
    await expect(message).toContainText(name);
    await expect(message).toContainText(says);
    await showPage(page, 'Keys');
    await expect(page.getByText('Drop a private key here')).toBeVisible();
  });
}

function certificate(): string {
  const authority = keys.sshKeygen('ed25519');
  const certified = keys.sshKeygen('ed25519');
  run('ssh-keygen', ['-q', '-s', authority, '-I', 'someone', `${certified}.pub`]);
  return readFileSync(`${certified}-cert.pub`, 'utf8');
}

test('a protected key says so, shows more with its passphrase, and wants it to be saved', async () => {
  const passphrase = 'swordfish-of-old';
  const locked = keys.file(readFileSync(keys.sshKeygen('rsa', { format: 'pem', passphrase })), '-locked.pem');
  await dropFiles(page, [locked]);
  const details = page.getByRole('region', { name: basename(locked) });
  await expect(details).toContainText('protected by a passphrase');
  await expect(details.getByRole('button', { name: /^Save as/ })).toBeDisabled();
  await details.getByLabel('Passphrase, to see the rest').fill('tuna');
  await details.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(details).toContainText('The passphrase is wrong');
  await details.getByLabel('Passphrase, to see the rest').fill(passphrase);
  await details.getByRole('button', { name: 'Show', exact: true }).click();
  const line = run('ssh-keygen', ['-y', '-P', passphrase, '-f', locked]).trim();
  await expect(details).toContainText(line.split(' ')[1]!);

  await details.getByLabel('Passphrase of this file').fill(passphrase);
  await details.getByRole('button', { name: 'Save as PPK 3…' }).click();
  const out = join(keys.path, 'still-locked.ppk');
  await saveAs('Save the key as', out);
  await expect(page.getByText('Saved still-locked.ppk')).toBeVisible();
  expect(readFileSync(out, 'utf8')).toContain('Encryption: aes256-cbc');
  expect(run('puttygen', [out, '--old-passphrase', keys.file(passphrase), '-L'])).toContain(
    line.split(' ')[1],
  );
  expect(latchkey.stderr()).not.toContain(passphrase);
});
