import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { KeyFolder, run } from '../fixtures/make-keys';
import { type Ec2, type Ec2Options, startEc2 } from '../servers/ec2';
import { dropFiles } from './actions';
import { type LaunchedApp, launch } from './launch';
import { saveAs } from './save-dialog';

/** What the main process sees to when EC2 makes a key pair, and which keys of the list are key pairs of the account. */

const keys = new KeyFolder();
const mine = keys.sshKeygen('ed25519');
const seoul = { kind: 'aws', profile: null, region: 'ap-northeast-2' } as const;

/** Two instances, both launched with a key pair that is `mine`. */
const account = {
  Reservations: [
    {
      ReservationId: 'r-1',
      OwnerId: '123456789012',
      Instances: ['i-1', 'i-2'].map((InstanceId) => ({
        InstanceId,
        KeyName: 'team',
        State: { Code: 16, Name: 'running' },
      })),
    },
  ],
  KeyPairs: [
    {
      KeyName: 'team',
      KeyPairId: 'key-1',
      PublicKey: `${readFileSync(`${mine}.pub`, 'utf8').trim()} team\n`,
    },
  ],
};

let ec2: Ec2;
let home: string;
let latchkey: LaunchedApp;
let page: Page;

async function start(options: Partial<Ec2Options> = {}): Promise<void> {
  ec2 = await startEc2({ snapshot: account, ...options });
  latchkey = await launch({
    home,
    env: {
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_ENDPOINT_URL_EC2: ec2.url,
    },
  });
  page = latchkey.page;
  await page.evaluate((source) => window.latchkey.settings.update({ source }), seoul);
  await expect(page.getByText('2 instances')).toBeVisible();
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

/** Begins to create a key pair, as the page's dialog does, and answers the save dialog. */
async function create(name: string, out: string) {
  const answer = page.evaluate((input) => window.latchkey.keys.createPair({ ...input, type: 'ed25519' }), {
    name,
    source: seoul,
  });
  await saveAs('Save the private key as', out);
  return answer;
}

const pairs = () => page.evaluate(() => window.latchkey.keys.pairs());
const actions = () => ec2.calls.map(({ action }) => action).filter((action) => /KeyPair$/.test(action));

test('a key that EC2 makes is on the disk, for its owner only, on the list, and matches at once', async () => {
  await start();
  const out = join(home, 'new.pem');
  const answer = await create('new', out);
  expect(answer).toMatchObject({ ok: true, value: { status: 'saved', name: 'new.pem', folder: '~' } });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(run('ssh-keygen', ['-y', '-f', out])).toContain('ssh-ed25519 ');
  expect(readdirSync(home).filter((name) => name.includes('tmp'))).toEqual([]);
  // Only the file has it.
  const secret = readFileSync(out, 'utf8').split('\n')[1] ?? '';
  expect(JSON.stringify(answer)).not.toContain(secret);
  expect(latchkey.stderr()).not.toContain(secret);
  const keyId = answer.ok && answer.value.status === 'saved' ? answer.value.keyId : null;
  expect(await pairs()).toEqual({
    ok: true,
    value: [
      { keyId, keyPair: 'new', keyPairId: expect.stringMatching(/^key-/), by: 'fingerprint', instances: 0 },
    ],
  });
});

test('a disk that is full stops it before EC2 is asked', async () => {
  await start();
  const full = join(home, 'full');
  mkdirSync(full);
  run('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', full]);
  try {
    expect(await create('new', join(full, 'new.pem'))).toMatchObject({
      ok: false,
      error: { code: 'files.disk-full' },
    });
    expect(readdirSync(full)).toEqual([]);
  } finally {
    run('umount', [full]);
  }
  expect(actions()).toEqual([]);
});

test('a folder that is gone when the private key comes: EC2 has the key pair no more', async () => {
  const folder = join(home, 'stick');
  mkdirSync(folder);
  await start({ meanwhile: { CreateKeyPair: () => rmSync(folder, { recursive: true }) } });
  const out = join(folder, 'new.pem');
  expect(await create('new', out)).toMatchObject({
    ok: false,
    error: { code: 'inventory.key-pair-undone', params: { keyPair: 'new', path: out } },
  });
  expect(actions()).toEqual(['CreateKeyPair', 'DeleteKeyPair']);
  expect(existsSync(out)).toBe(false);
});

test('keys of the list are known as key pairs of the account, a protected one too, with who uses them', async () => {
  await start();
  const locked = join(home, 'locked.pem');
  copyFileSync(mine, locked);
  run('ssh-keygen', ['-q', '-p', '-N', 'secret', '-f', locked]);
  const stranger = keys.sshKeygen('ed25519');
  await dropFiles(page, [locked, stranger]);
  await expect
    .poll(async () => {
      const answer = await pairs();
      return answer.ok ? answer.value : answer.error;
    })
    .toEqual([
      { keyId: expect.any(String), keyPair: 'team', keyPairId: 'key-1', by: 'public-key', instances: 2 },
    ]);
});

test('a key of the list is imported, matches at once, and not a second time under the same name', async () => {
  await start();
  const file = join(home, 'laptop.pem');
  copyFileSync(keys.sshKeygen('rsa', { format: 'pem', passphrase: 'secret' }), file);
  await dropFiles(page, [file]);
  await expect(page.getByRole('heading', { name: 'laptop.pem' })).toBeVisible();
  const importPair = (passphrase?: string) =>
    page.evaluate(
      async (input) => {
        const listed = await window.latchkey.keys.list();
        const keyId = listed.ok ? listed.value[0]!.keyId : '';
        return window.latchkey.keys.importPair({ ...input, keyId });
      },
      { name: 'laptop', source: seoul, passphrase },
    );
  // In this format even the public half is behind the passphrase.
  expect(await importPair()).toMatchObject({ ok: false, error: { code: 'keys.passphrase-needed' } });
  expect(await importPair('secret')).toMatchObject({ ok: true, value: { keyPair: 'laptop' } });
  expect(await pairs()).toMatchObject({
    ok: true,
    value: [{ keyPair: 'laptop', by: 'public-key', instances: 0 }],
  });
  expect(await importPair('secret')).toMatchObject({
    ok: false,
    error: { code: 'inventory.key-pair-exists', params: { keyPair: 'laptop' } },
  });
});

test('in the sample account nothing is created, and nothing asks where to save it', async () => {
  await start();
  await page.evaluate(() => window.latchkey.settings.update({ source: { kind: 'sample' } }));
  expect(
    await page.evaluate(() =>
      window.latchkey.keys.createPair({ name: 'new', type: 'rsa', source: { kind: 'sample' } }),
    ),
  ).toEqual({ ok: false, error: { code: 'inventory.sample-only', params: {} } });
});
