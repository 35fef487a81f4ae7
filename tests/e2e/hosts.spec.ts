import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { KeyFolder } from '../fixtures/make-keys';
import { type Ec2, startEc2 } from '../servers/ec2';
import { addHost, dropFiles, showPage } from './actions';
import { type LaunchedApp, launch } from './launch';

const sample = JSON.parse(readFileSync('assets/sample-account.json', 'utf8'));

let latchkey: LaunchedApp;
let page: Page;

test.afterEach(() => latchkey.stop());

const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });

async function comeFrom(address: string): Promise<void> {
  await page.getByRole('button', { name: /^(Your address\?|You: )/ }).click();
  await page.getByLabel('Your public IP address').fill(address);
  await page.getByRole('button', { name: 'Use this address' }).click();
}

test.describe('the sample account', () => {
  test.beforeEach(async () => {
    latchkey = await launch();
    page = latchkey.page;
    await page.getByRole('button', { name: 'Open the sample account' }).click();
    await expect(row('web-blue')).toBeVisible();
  });

  test('names the security group that blocks an instance, on its badge and on the Access page', async () => {
    await comeFrom('203.0.113.7');
    await row('web-blue').getByRole('button', { name: '22 blocked: web-sg' }).click();
    await expect(page.getByRole('heading', { name: 'web-blue' })).toBeVisible();
    await expect(page.getByText('TCP port 22 is blocked')).toBeVisible();
    const path = page.getByRole('list', { name: 'The path, from you to the port' });
    await expect(path.getByRole('button', { name: /^Security groups/, pressed: true })).toContainText(
      'web-sg',
    );
    await expect(page.getByText(/^web-sg allows TCP 22 only from /).first()).toBeVisible();
    await expect(page.locator('tr[data-near]').first()).toBeVisible();
    await expect(page.locator('pre')).toContainText('aws ec2 authorize-security-group-ingress');
    await expect(page.locator('pre')).toContainText('203.0.113.7/32');
    await page.getByRole('button', { name: 'Copy command' }).click();
    const copied = await latchkey.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toBe(await page.locator('pre').innerText());
  });

  test('says what is known without an address, and that stages to come are not judged', async () => {
    await expect(row('notebook-gpu').getByText('stopped')).toBeVisible();
    await expect(row('kafka-a').getByText('no public address')).toBeVisible();
    await row('bastion')
      .getByRole('button', { name: /allowed to/ })
      .click();
    await expect(page.getByText('Whether TCP port 22 is open is not known')).toBeVisible();
    await expect(page.getByText('Not judged yet').first()).toBeVisible();
  });

  test('judges IPv6 when you come over IPv6', async () => {
    await comeFrom('203.0.113.7');
    await expect(row('edge-v6').getByText('IPv6 only')).toBeVisible();
    await comeFrom('2001:db8:9::7');
    await expect(row('edge-v6').getByText('22 allowed by')).toBeVisible();
    await expect(row('kafka-a').getByText('no public address')).toBeVisible();
  });

  test('refuses an address that cannot be yours on the internet', async () => {
    await comeFrom('192.168.0.12');
    await expect(page.getByText(/private/i)).toBeVisible();
    await page.getByLabel('Your public IP address').fill('nonsense');
    await page.getByRole('button', { name: 'Use this address' }).click();
    await expect(page.getByRole('button', { name: 'Your address?' })).toBeVisible();
  });

  test('is filtered as one types, and by keyboard alone', async () => {
    await page.getByLabel('Filter by name, id, address, tag…').fill('kafka');
    await expect(page.getByRole('row').filter({ hasText: 'i-' })).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('grid')).toBeFocused();
    await page.getByLabel('Filter by name, id, address, tag…').fill('no such thing');
    await expect(page.getByText('Nothing matches “no such thing”.')).toBeVisible();
  });

  test('has nothing to connect to, and says so', async () => {
    const connect = page.getByRole('button', { name: 'Connect to web-blue' });
    await connect.hover();
    await expect(page.getByRole('tooltip')).toContainText('The sample account is a recording');
    await connect.click({ force: true });
    await expect(page.getByRole('navigation', { name: 'Terminals' })).toBeHidden();
  });
});

test.describe('an AWS account', () => {
  let ec2: Ec2;

  async function start(options: Parameters<typeof startEc2>[0]): Promise<void> {
    ec2 = await startEc2(options);
    latchkey = await launch({
      env: {
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'not-a-secret',
        AWS_ENDPOINT_URL_EC2: ec2.url,
      },
    });
    page = latchkey.page;
    await page.getByRole('button', { name: 'Choose a profile' }).click();
    await page.getByRole('combobox', { name: 'Region' }).fill('ap-northeast-2');
    await page.getByRole('button', { name: 'Show instances' }).click();
  }

  test.afterEach(() => ec2.stop());

  test('shows the instances that the AWS SDK reads: name, state, addresses, key pair', async () => {
    await start({ snapshot: sample, pageSize: 5 });
    const bastion = row('bastion');
    await expect(bastion).toContainText('192.0.2.10');
    await expect(bastion).toContainText('10.0.1.10');
    await expect(bastion).toContainText('webteam-2024');
    await expect(bastion.getByRole('img', { name: 'running' })).toBeVisible();
    await expect(page.getByText('18 instances')).toBeVisible();
    expect(ec2.calls.filter(({ action }) => action === 'DescribeInstances').length).toBeGreaterThan(1);
  });

  test('says which permission is missing and still shows the rows', async () => {
    await start({ snapshot: sample, errors: { DescribeSecurityGroups: 'UnauthorizedOperation' } });
    await expect(row('bastion')).toBeVisible();
    await expect(page.getByText(/Not everything could be read \(DescribeSecurityGroups/)).toBeVisible();
    await expect(
      row('bastion').getByText('unknown: no permission for ec2:DescribeSecurityGroups'),
    ).toBeVisible();
  });

  test('says what is wrong when nothing can be read, and reads again when asked', async () => {
    await start({ snapshot: sample, errors: { '*': 'RequestExpired' } });
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  });

  test('connects to an instance by its address of the moment, once user and key are chosen', async () => {
    await start({ snapshot: sample });
    await row('bastion').getByRole('button', { name: 'Connect to bastion' }).click();
    const dialog = page.getByRole('dialog', { name: 'Connect to bastion' });
    await expect(dialog.getByLabel('User')).not.toHaveValue('');
    const before = ec2.calls.length;
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('navigation', { name: 'Terminals' })).toContainText('bastion');
    await expect
      .poll(() => ec2.calls.slice(before).map(({ action }) => action))
      .toContain('DescribeInstances');
    await expect(page.getByText('(192.0.2.10)')).toBeVisible();
  });
});

test.describe('hosts by hand', () => {
  test('are checked as they are typed in, edited and removed', async () => {
    const keys = new KeyFolder();
    latchkey = await launch();
    page = latchkey.page;
    await dropFiles(page, [keys.file(readFileSync(keys.sshKeygen('ed25519')), '.pem')]);
    await expect(page.getByRole('heading', { name: '.pem' })).toBeVisible();
    await showPage(page, 'Hosts');
    await page.getByRole('button', { name: 'Or add a server by hand' }).click();
    const form = page.getByRole('dialog', { name: 'Add a host' });
    await form.getByLabel('Address').fill('not an address');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toContainText('A host name or an IP address');
    await expect(form).toContainText('The user to log in as');
    await form.getByRole('button', { name: 'Cancel' }).last().click();

    await addHost(page, { name: 'raspberry', address: '192.168.0.12', port: 2222, user: 'pi' });
    await expect(row('raspberry')).toContainText('192.168.0.12:2222');
    await row('raspberry').getByRole('button', { name: 'More for raspberry' }).click();
    await page.getByRole('menuitem', { name: 'Edit…' }).click();
    await page.getByRole('dialog', { name: 'Edit host' }).getByLabel('Name').fill('strawberry');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(row('strawberry')).toBeVisible();
    await row('strawberry').getByRole('button', { name: 'More for strawberry' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('Welcome to Latchkey')).toBeVisible();
    keys.remove();
  });
});
