import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { KeyFolder, run } from '../fixtures/make-keys';
import { freePort, startSshd } from '../servers/sshd';
import { dropFiles, plainShell, terminal, type } from './actions';
import { type LaunchedApp, launch } from './launch';
import { languages, look as lookAt } from './look';

/** Every screen in both themes and both languages: looked at by axe, and kept as a picture. */

const keys = new KeyFolder();
const plain = keys.sshKeygen('rsa', { format: 'pem' });
test.afterAll(() => keys.remove());

for (const language of languages) {
  test.describe(language, () => {
    let latchkey: LaunchedApp;
    let page: Page;
    let pem: string;

    test.beforeEach(async () => {
      latchkey = await launch();
      page = latchkey.page;
      const downloads = join(latchkey.home, 'Downloads');
      mkdirSync(downloads);
      pem = join(downloads, 'webteam-2024.pem');
      copyFileSync(plain, pem);
      await page.evaluate((chosen) => window.latchkey.settings.update({ language: chosen }), language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
    });
    test.afterEach(() => latchkey.stop());

    const look = (name: string) => lookAt(page, language, name);
    const rail = (index: number) =>
      page.getByRole('navigation').last().getByRole('button').nth(index).click();

    test('first start, and the pages with nothing in them', async () => {
      await look('first-start');
      await rail(1);
      await look('keys-empty');
      await rail(2);
      await look('access-empty');
      await rail(3);
      await look('settings');
    });

    test('hosts and access of the sample account', async () => {
      await page.evaluate(() =>
        window.latchkey.settings.update({ source: { kind: 'sample' }, yourAddress: '203.0.113.7' }),
      );
      await expect(page.getByText('web-blue', { exact: true })).toBeVisible();
      await expect(page.getByText(/web-sg/).first()).toBeVisible();
      await look('hosts');
      await page
        .getByText(/web-sg/)
        .first()
        .click();
      await expect(page.locator('pre')).toBeVisible();
      await look('access');
    });

    test('a terminal: the question, the shell, and how it fails', async () => {
      const sshd = await startSshd({
        authorizedKeys: [run('ssh-keygen', ['-y', '-f', pem])],
        config: [plainShell],
      });
      const refusing = await freePort();
      await dropFiles(page, [pem]);
      await expect(page.getByRole('heading', { name: 'webteam-2024.pem' })).toBeVisible();
      await page.evaluate(
        async ([port, shut, user]) => {
          const { keys: listed, hosts } = window.latchkey;
          const result = await listed.list();
          const keyId = result.ok ? result.value[0]!.keyId : null;
          await hosts.save({ name: 'web-blue', address: '127.0.0.1', port, user, keyId });
          await hosts.save({ name: 'etl-worker-2', address: '127.0.0.1', port: shut, user, keyId });
        },
        [sshd.port, refusing, sshd.user] as const,
      );
      await page.reload();
      await page.getByRole('row').filter({ hasText: 'web-blue' }).getByRole('button').first().click();
      await expect(page.getByRole('dialog')).toContainText('SHA256:');
      await look('host-key');
      await page.getByRole('dialog').getByRole('button').last().click();
      await expect(page.locator('[data-state="open"]')).toBeVisible();
      await expect(terminal(page)).toContainText('bash-');
      await type(page, "PS1='ubuntu@web-blue:~$ '; clear\n");
      await type(page, 'ls --color -l /etc/ssh\n');
      await expect(terminal(page)).toContainText('ssh_config');
      await look('terminal');
      await rail(0);
      await page.getByRole('row').filter({ hasText: 'etl-worker-2' }).getByRole('button').first().click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await look('terminal-failed');
      await sshd.stop();
    });
  });
}
