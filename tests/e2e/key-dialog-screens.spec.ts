import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { KeyFolder } from '../fixtures/make-keys';
import { type Ec2, startEc2 } from '../servers/ec2';
import { dropFiles } from './actions';
import { type LaunchedApp, launch } from './launch';
import { languages, look as lookAt } from './look';
import { chooseFolder, saveAs } from './save-dialog';

/** The dialogs of the Keys page in their states, both themes and both languages: looked at by axe, and kept as a picture. */

const sample = JSON.parse(readFileSync('assets/sample-account.json', 'utf8'));
const keys = new KeyFolder();
const files = {
  'webteam-2024.pem': keys.sshKeygen('rsa', { format: 'pem' }),
  'data-eng.pem': keys.sshKeygen('ed25519'),
  'bastion-256.pem': keys.sshKeygen('ecdsa-256', { format: 'pem' }),
  'locked.pem': keys.sshKeygen('ed25519', { passphrase: 'swordfish' }),
};
const longName = 'a-very-long-name-that-somebody-gave-to-a-key-in-2016-and-nobody-dared-to-change-since.pem';
const passphrase = 'a whale under the ice';
test.afterAll(() => keys.remove());

for (const language of languages) {
  test.describe(language, () => {
    let ec2: Ec2;
    let latchkey: LaunchedApp;
    let page: Page;

    const look = (name: string) => lookAt(page, language, name);
    const dialog = () => page.getByRole('dialog');
    const submit = () => dialog().locator('button[type="submit"]').click();

    /** Sends the form and answers the system's dialog: in English, since xdotool finds windows by ASCII names only. */
    async function submitTo(answer: () => Promise<void>): Promise<void> {
      await page.evaluate(() => window.latchkey.settings.update({ language: 'en' }));
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await submit();
      await answer();
      await page.evaluate((chosen) => window.latchkey.settings.update({ language: chosen }), language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    }
    const button = (place: number) => page.locator('main').getByRole('button').nth(place);

    /** The app with these errors of EC2, on the Keys page; its home has the usual folder of keys. */
    async function start(errors: Record<string, string> = {}): Promise<void> {
      ec2 = await startEc2({ snapshot: sample, errors });
      latchkey = await launch({
        env: {
          AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
          AWS_SECRET_ACCESS_KEY: 'not-a-secret',
          AWS_ENDPOINT_URL_EC2: ec2.url,
        },
      });
      page = latchkey.page;
      const source = { kind: 'aws', profile: null, region: 'ap-northeast-2' } as const;
      await page.evaluate((patch) => window.latchkey.settings.update(patch), { source, language });
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const ssh = join(latchkey.home, '.ssh');
      mkdirSync(ssh);
      for (const [name, path] of Object.entries(files)) copyFileSync(path, join(ssh, name));
      copyFileSync(files['data-eng.pem'], join(ssh, longName));
      await page.getByRole('navigation').last().getByRole('button').nth(1).click();
    }
    test.afterEach(async () => {
      await latchkey.stop();
      await ec2.stop();
    });

    /** Answers the question for folders with a yes: the keys of the home are listed. */
    async function listKeys(): Promise<void> {
      const question = page.getByRole('form');
      await question.locator('button[type="submit"]').click();
      await question.getByRole('status').waitFor();
      await question.getByRole('button').click();
      await expect(page.getByRole('option')).toHaveCount(5);
    }

    /** Chooses an item of the menu beside the filter. */
    async function fromMenu(place: number): Promise<void> {
      await button(2).click();
      await page.getByRole('menuitem').nth(place).click();
      await dialog().waitFor();
    }

    test('the folders', async () => {
      await start();
      await expect(page.getByRole('form')).toBeVisible();
      await look('dialog-folders-question');
      await page.getByRole('form').locator('button[type="submit"]').click();
      await page.getByRole('form').getByRole('status').waitFor();
      await look('dialog-folders-answered');
      await page.getByRole('form').getByRole('button').click();
      rmSync(join(latchkey.home, '.ssh'), { recursive: true });
      await fromMenu(2);
      await submit();
      await dialog().getByRole('status').first().waitFor();
      await look('dialog-folders');
    });

    test('a new key', async () => {
      await start();
      await listKeys();
      await button(0).click();
      await look('dialog-generate');
      await dialog().getByRole('radio', { name: 'RSA' }).click();
      await dialog().getByText('8192', { exact: true }).click();
      await dialog().locator('input[type="password"]').first().fill(passphrase);
      await dialog().locator('input[type="password"]').last().fill('something else');
      await expect(dialog().locator('[data-score] b')).toBeVisible();
      await look('dialog-generate-differs');
      await page.keyboard.press('Escape');
      await expect(dialog()).toHaveCount(2);
      await look('dialog-generate-discard');
      await page.keyboard.press('Escape');
      await dialog().locator('input[type="password"]').last().fill(passphrase);
      await submitTo(() => saveAs('Save the new key as', join(keys.path, `giant-${language}`)));
      await look('dialog-generate-working');
      await dialog().getByRole('progressbar').locator('~ button').click();
      await dialog().getByRole('status').last().waitFor();
      await look('dialog-generate-cancelled');
      await dialog().getByRole('radio', { name: 'Ed25519' }).click();
      await submitTo(() => saveAs('Save the new key as', join(keys.path, `minji-${language}`)));
      await dialog().locator('pre').waitFor();
      await look('dialog-generate-made');
    });

    test('many keys at once', async () => {
      await start();
      await listKeys();
      const target = join(latchkey.home, 'converted');
      mkdirSync(target);
      await page.getByRole('listbox').press('Control+a');
      await page.getByRole('region').last().getByRole('button').first().click();
      await look('dialog-convert');
      await dialog().locator('input[type="password"]').fill('tuna');
      await submitTo(() => chooseFolder('Folder for the converted keys', target));
      await dialog().getByRole('listitem').first().waitFor();
      await look('dialog-convert-report');
    });

    test('key pairs of EC2', async () => {
      await start({ ImportKeyPair: 'UnauthorizedOperation' });
      await listKeys();
      const importKey = async (name: string): Promise<void> => {
        await page.getByRole('option', { name }).click();
        await page.getByRole('region', { name, exact: true }).locator('button[aria-haspopup="menu"]').click();
        await page.getByRole('menuitem', { name: 'EC2' }).click();
        await dialog().waitFor();
      };
      await importKey('data-eng.pem');
      await look('dialog-import');
      await submit();
      await dialog().getByRole('alert').waitFor();
      await look('dialog-import-refused');
      await page.keyboard.press('Escape');
      await fromMenu(1);
      await dialog().getByRole('textbox').first().fill('webteam-2026');
      await look('dialog-create-pair');
      await submitTo(() => saveAs('Save the private key as', join(latchkey.home, 'webteam-2026.pem')));
      await dialog().getByRole('status').first().waitFor();
      await look('dialog-create-pair-done');
      await page.keyboard.press('Escape');
      await page.evaluate(() => window.latchkey.settings.update({ source: { kind: 'sample' } }));
      await fromMenu(1);
      await dialog().getByRole('status').waitFor();
      await look('dialog-create-pair-sample');
    });

    test('a narrow window, long names', async () => {
      await start();
      await listKeys();
      await latchkey.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setSize(900, 600));
      await dropFiles(page, [join(latchkey.home, '.ssh', longName)]);
      await page.getByRole('region', { name: longName }).locator('button[aria-haspopup="menu"]').click();
      await page.getByRole('menuitem', { name: 'EC2' }).click();
      await look('dialog-narrow-import');
      await page.keyboard.press('Escape');
      await button(0).click();
      await look('dialog-narrow-generate');
    });
  });
}
