import { copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { bareLine, KeyFolder, run } from '../fixtures/make-keys';
import { type Ec2, startEc2 } from '../servers/ec2';
import { dropFiles, showPage } from './actions';
import { type LaunchedApp, launch } from './launch';
import { cancelDialog, saveAs } from './save-dialog';

const sample = JSON.parse(readFileSync('assets/sample-account.json', 'utf8'));
const keys = new KeyFolder();
const ed25519 = keys.sshKeygen('ed25519');

let ec2: Ec2;
let home: string;
let latchkey: LaunchedApp;
let page: Page;

/** The app with an account of its own, whose instances are shown, and a key of this name in the list. */
async function start(name: string, source = ed25519, options: Partial<Parameters<typeof startEc2>[0]> = {}) {
  ec2 = await startEc2({ snapshot: sample, ...options });
  latchkey = await launch({
    home,
    env: {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_ENDPOINT_URL_EC2: ec2.url,
    },
  });
  page = latchkey.page;
  const account = { kind: 'aws', profile: null, region: 'ap-northeast-2' } as const;
  await page.evaluate((chosen) => window.latchkey.settings.update({ source: chosen }), account);
  await expect(page.getByText('18 instances')).toBeVisible();
  const file = join(home, name);
  copyFileSync(source, file);
  await dropFiles(page, [file]);
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
});
test.afterEach(async () => {
  await latchkey.stop();
  await ec2.stop();
  rmSync(home, { recursive: true });
});
test.afterAll(() => keys.remove());

const inputOf = (action: string) => ec2.calls.findLast((call) => call.action === action)?.input;

test.describe('importing a key into EC2', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Import into EC2' });

  async function open(): Promise<void> {
    await page.getByRole('button', { name: /^Actions for / }).click();
    await page.getByRole('menuitem', { name: 'Import into EC2…' }).click();
  }

  test('sends the public half to the account that is shown; the list knows the key pair at once', async () => {
    await start('data-eng-2026.pem');
    await open();
    await expect(dialog().getByLabel('Name of the key pair')).toHaveValue('data-eng-2026');
    await expect(dialog().getByRole('combobox', { name: 'Region' })).toHaveValue('ap-northeast-2');
    await page.keyboard.press('Enter');
    await expect(dialog()).toContainText(
      'EC2 has the key pair data-eng-2026 now, in the region ap-northeast-2.',
    );
    const material = Buffer.from(String(inputOf('ImportKeyPair')?.PublicKeyMaterial), 'base64').toString();
    expect(bareLine(material)).toBe(bareLine(readFileSync(`${ed25519}.pub`, 'utf8')));
    await page.keyboard.press('Enter');
    await expect(dialog()).toBeHidden();
    await expect(page.getByRole('option', { name: /^data-eng-2026\.pem/ })).toContainText('data-eng-2026');
    await expect(page.getByRole('option').getByText('data-eng-2026', { exact: true })).toBeVisible();
  });

  test('says what EC2 refuses, and keeps what was typed', async () => {
    await start('mine.pem', ed25519, { errors: { ImportKeyPair: 'UnauthorizedOperation' } });
    await open();
    await dialog().getByLabel('Name of the key pair').fill('한글');
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog()).toContainText('1 to 255 ASCII characters');
    expect(inputOf('ImportKeyPair')).toBeUndefined();
    await dialog().getByLabel('Name of the key pair').fill('night-shift');
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog().getByRole('alert')).toContainText('ec2:ImportKeyPair');
    await expect(dialog().getByLabel('Name of the key pair')).toHaveValue('night-shift');
  });

  test('asks for the passphrase where even the public half is behind it', async () => {
    const locked = keys.sshKeygen('rsa', { format: 'pem', passphrase: 'swordfish' });
    await start('locked.pem', locked);
    await open();
    await dialog().getByLabel('Passphrase of this file').fill('tuna');
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog().getByRole('alert')).toContainText('The passphrase is wrong');
    await dialog().getByLabel('Passphrase of this file').fill('swordfish');
    await dialog().getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog()).toContainText('EC2 has the key pair locked now');
    expect(latchkey.stderr()).not.toContain('swordfish');
  });
});

test.describe('a key pair made by EC2', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Create a key pair in EC2' });

  async function open(): Promise<void> {
    await page.getByRole('button', { name: 'More for key files' }).click();
    await page.getByRole('menuitem', { name: 'Create a key pair in EC2…' }).click();
  }

  test('has its private key on the disk before anything is said, and is in the list', async () => {
    await start('other.pem');
    await open();
    await dialog().getByLabel('Name of the key pair').fill('webteam-2026');
    await dialog().getByText('RSA 2048', { exact: true }).click();
    await dialog().getByRole('button', { name: 'Create…' }).click();
    const out = join(home, 'webteam-2026.pem');
    await saveAs('Save the private key as', out);
    await expect(dialog()).toContainText('EC2 has the key pair webteam-2026 now.');
    await expect(dialog()).toContainText('This file is the only copy');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(readFileSync(out, 'utf8')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    run('ssh-keygen', ['-y', '-f', out]);
    await dialog().getByRole('button', { name: 'Show in list' }).click();
    await expect(page.getByRole('region', { name: 'webteam-2026.pem' })).toContainText('RSA 2048');
  });

  test('is not made when the save dialog is left, nor under a name that is taken; the name stays', async () => {
    await start('other.pem');
    await open();
    await dialog().getByLabel('Name of the key pair').fill('webteam-2024');
    await dialog().getByRole('button', { name: 'Create…' }).click();
    await cancelDialog('Save the private key as');
    await expect(dialog().getByRole('button', { name: 'Create…' })).toBeEnabled();
    expect(inputOf('CreateKeyPair')).toBeUndefined();
    await dialog().getByRole('button', { name: 'Create…' }).click();
    const out = join(home, 'webteam-2024.pem');
    await saveAs('Save the private key as', out);
    await expect(dialog().getByRole('alert')).toContainText('There is a key pair named webteam-2024');
    await expect(dialog().getByLabel('Name of the key pair')).toHaveValue('webteam-2024');
    expect(existsSync(out)).toBe(false);
  });

  test('is explained and cannot be made in the sample account', async () => {
    await start('other.pem');
    await page.evaluate(() => window.latchkey.settings.update({ source: { kind: 'sample' } }));
    await showPage(page, 'Keys');
    await open();
    await expect(dialog()).toContainText('The sample account is a recording');
    await expect(dialog().getByRole('button', { name: 'Create…' })).toBeDisabled();
    await dialog().getByRole('button', { name: 'Choose an AWS account' }).click();
    await expect(dialog().getByRole('combobox', { name: 'AWS profile' })).toBeVisible();
    await expect(dialog().getByRole('button', { name: 'Create…' })).toBeEnabled();
  });
});
