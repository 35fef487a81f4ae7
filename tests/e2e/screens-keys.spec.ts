import { chmodSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { KeyFolder } from '../fixtures/make-keys';
import { type Ec2, startEc2 } from '../servers/ec2';
import { dropFiles } from './actions';
import { type LaunchedApp, launch } from './launch';
import { languages, look as lookAt } from './look';

/** The Keys page in both themes and both languages: looked at by axe, and kept as a picture. */

const keys = new KeyFolder();
const team = keys.sshKeygen('rsa', { format: 'pem' });
const lab = keys.sshKeygen('ed25519', { comment: 'minji@lab' });
const locked = keys.sshKeygen('rsa', { format: 'pem', passphrase: 'swordfish' });
const others = {
  openssl: keys.openssl('rsa'),
  id: keys.sshKeygen('ed25519', { comment: 'minji@desk' }),
  bastion: keys.file(keys.puttygen(keys.sshKeygen('ecdsa-521'), ['-O', 'private'])),
  short: keys.sshKeygen('rsa', { bits: 1024 }),
  two: keys.file(readFileSync(team, 'utf8') + readFileSync(keys.sshKeygen('ecdsa-256'), 'utf8')),
};
const longName = 'a-very-long-name-that-somebody-gave-to-a-key-in-2016-and-nobody-dared-to-change-since.pem';

const keyPair = (name: string, at: number, path: string) => ({
  KeyName: name,
  KeyPairId: `key-${at}`,
  PublicKey: readFileSync(`${path}.pub`, 'utf8'),
});
const account = {
  Reservations: [
    {
      ReservationId: 'r-1',
      OwnerId: '123456789012',
      Instances: ['i-1', 'i-2', 'i-3'].map((InstanceId) => ({
        InstanceId,
        KeyName: 'webteam-2024',
        State: { Code: 16, Name: 'running' },
      })),
    },
  ],
  KeyPairs: [keyPair('webteam-2024', 1, team), keyPair('minji-lab', 2, lab)],
};

test.afterAll(() => keys.remove());

for (const language of languages) {
  test.describe(language, () => {
    let ec2: Ec2;
    let latchkey: LaunchedApp;
    let page: Page;

    test.beforeEach(async () => {
      ec2 = await startEc2({ snapshot: account });
      latchkey = await launch({
        env: {
          AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
          AWS_SECRET_ACCESS_KEY: 'not-a-secret',
          AWS_ENDPOINT_URL_EC2: ec2.url,
        },
      });
      page = latchkey.page;
      await page.evaluate((chosen) => window.latchkey.settings.update({ language: chosen }), language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    });
    test.afterEach(async () => {
      await latchkey.stop();
      await ec2.stop();
    });

    const look = (name: string) => lookAt(page, language, name);
    const row = (name: string): Locator => page.getByRole('option', { name: new RegExp(`^${name}`) });
    const details = (name: string): Locator => page.getByRole('region', { name, exact: true });
    const actions = (name: string): Locator =>
      details(name).getByRole('banner').or(details(name).locator('header')).getByRole('button').last();

    function put(folder: string, name: string, source: string, mode = 0o600): string {
      const path = join(latchkey.home, folder, name);
      mkdirSync(join(latchkey.home, folder), { recursive: true });
      copyFileSync(source, path);
      chmodSync(path, mode);
      return path;
    }

    /** Opens the app's list with these files, the first one in front, and answers the question about folders. */
    async function list(paths: string[]): Promise<void> {
      await page.evaluate(() => window.latchkey.keys.setFolders({ searched: [] }));
      await page.reload();
      await dropFiles(page, paths);
      await expect(page.getByRole('option')).toHaveCount(paths.length);
    }

    test('a list of keys, and what is known of one that is an EC2 key pair', async () => {
      await page.evaluate(() =>
        window.latchkey.settings.update({
          source: { kind: 'aws', profile: null, region: 'ap-northeast-2' },
        }),
      );
      await list([
        put('Downloads', 'webteam-2024.pem', team, 0o644),
        put('.ssh', 'minji-lab.pem', lab),
        put('.ssh', 'data-eng.pem', locked),
        put('.ssh', 'id_ed25519', others.id),
        put('Documents', 'bastion-521.ppk', others.bastion),
        put('.ssh', longName, others.short),
      ]);
      await expect(row('webteam-2024')).toContainText(/RSA 2048\s*webteam-2024/);
      await expect(details('webteam-2024.pem')).toContainText('webteam-2024 ·');
      await look('keys');
      await details('webteam-2024.pem').evaluate((sheet) => sheet.scrollTo(0, sheet.scrollHeight));
      await look('keys-programs');
      await row('bastion-521').click();
      await expect(details('bastion-521.ppk')).toContainText('CVE-2024-31497');
      await look('keys-replace');
      await row('a-very').click();
      await expect(details(longName)).toContainText('1,024');
      await look('keys-long-name');
      await row('data-eng').click({ modifiers: ['Shift'] });
      await expect(page.locator('h2.title')).toContainText('3');
      await look('keys-chosen');
    });

    test('a protected key: locked, opened, and its passphrase changed', async () => {
      await list([put('.ssh', 'data-eng.pem', locked)]);
      const sheet = details('data-eng.pem');
      await expect(sheet.locator('input[type=password]').first()).toBeVisible();
      await look('keys-protected');
      await sheet.locator('input[type=password]').first().fill('swordfish');
      await sheet.getByRole('checkbox').check();
      await sheet.locator('form').first().getByRole('button').last().click();
      await expect(sheet.getByText('SHA256:')).toBeVisible();
      await look('keys-kept');
      await actions('data-eng.pem').click();
      await look('keys-actions');
      await page.getByRole('menuitem').nth(1).click();
      const typed = page.getByRole('dialog').locator('input[type=password]');
      await typed.first().fill('비밀번호 sword');
      await expect(page.getByRole('dialog').getByRole('status')).toContainText(/ASCII/);
      await look('keys-change-passphrase');
    });

    test('a file with several keys, and a purpose that picks the format', async () => {
      await list([put('.ssh', 'two-keys.pem', others.two), put('.ssh', 'cloud.pem', others.openssl)]);
      await expect(details('two-keys.pem').getByRole('combobox').first()).toBeVisible();
      await look('keys-several');
      await row('cloud').click();
      await details('cloud.pem').getByRole('combobox').click();
      await page.getByRole('option', { name: 'FileZilla' }).click();
      await expect(details('cloud.pem').getByRole('radio', { name: /^PPK 2/ })).toBeChecked();
      await look('keys-purpose');
    });
  });
}
