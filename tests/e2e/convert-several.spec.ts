import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { bareLine, KeyFolder, run } from '../fixtures/make-keys';
import { showPage } from './actions';
import { launch } from './launch';
import { chooseFolder } from './save-dialog';

const keys = new KeyFolder();
test.afterAll(() => keys.remove());

test('a bundle in a folder to convert: each of its keys is written, and each has its line in the report', async () => {
  const home = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'));
  const [source, target] = ['source', 'target'].map((name) => join(home, name)) as [string, string];
  for (const folder of [source, target]) mkdirSync(folder);
  const bundled = [keys.sshKeygen('ed25519'), keys.sshKeygen('rsa', { format: 'pem' })];
  writeFileSync(join(source, 'bundle.pem'), Buffer.concat(bundled.map((path) => readFileSync(path))));
  const latchkey = await launch({ home });
  try {
    const { page } = latchkey;
    await showPage(page, 'Keys');
    await page.getByRole('button', { name: 'More for key files' }).click();
    await page.getByRole('menuitem', { name: 'Convert files or a folder…' }).click();
    const form = page.getByRole('dialog', { name: 'Convert many keys' });
    await form.getByText('A folder…', { exact: true }).click();
    await form.getByRole('button', { name: 'Convert…' }).click();
    await chooseFolder('Folder of keys to convert', source);
    await chooseFolder('Folder for the converted keys', target);
    const report = page.getByRole('dialog', { name: 'Conversion report' });
    await expect(report).toContainText('2 files were written in ~/target.');
    const lines = report.getByRole('region', { name: 'Files' }).getByRole('listitem');
    await expect(lines).toHaveText([/bundle\.pem, key 1.*bundle\.ppk/, /bundle\.pem, key 2.*bundle-2\.ppk/]);
    expect(readdirSync(target).sort()).toEqual(['bundle-2.ppk', 'bundle.ppk']);
    for (const [at, out] of ['bundle.ppk', 'bundle-2.ppk'].entries()) {
      const written = bareLine(run('puttygen', [join(target, out), '-L']));
      expect(written).toBe(bareLine(run('ssh-keygen', ['-y', '-f', bundled[at]!])));
    }
  } finally {
    await latchkey.stop();
    rmSync(home, { recursive: true });
  }
});
