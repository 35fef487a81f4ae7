import { EventEmitter, once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { KeyFolder, run } from '../fixtures/make-keys';
import { type Ec2, type Ec2Options, startEc2 } from '../servers/ec2';
import { dropFiles, showPage } from './actions';
import { type LaunchedApp, launch } from './launch';
import { cancelDialog, saveAs } from './save-dialog';

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
    error: { code: 'inventory.key-pair-undone', params: { keyPair: 'new', path: 'new.pem' } },
  });
  expect(actions()).toEqual(['CreateKeyPair', 'DeleteKeyPair']);
  expect(existsSync(out)).toBe(false);
});

async function inventoryPid(): Promise<number> {
  const pid = await latchkey.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Latchkey inventory')?.pid,
  );
  return pid!;
}

/** Makes EC2 take its time: `asked` resolves when CreateKeyPair has arrived, and nothing is answered before `goOn`. */
function slowEc2() {
  const moments = new EventEmitter();
  const asked = once(moments, 'asked');
  const released = once(moments, 'released');
  const CreateKeyPair = async () => {
    moments.emit('asked');
    await released;
  };
  return { asked, goOn: () => moments.emit('released'), meanwhile: { CreateKeyPair } };
}

async function signalAll() {
  const pid = await inventoryPid();
  process.kill(latchkey.app.process().pid!, 'SIGTERM');
  process.kill(pid, 'SIGTERM');
}

for (const [how, quit] of [
  ['SIGTERM', () => process.kill(latchkey.app.process().pid!, 'SIGTERM')],
  // As at a log-out, where every process of a session is told to end.
  ['SIGTERM to every process', signalAll],
  ['Quit', () => latchkey.app.evaluate(({ app }) => app.quit())],
] as const) {
  test(`${how} while EC2 makes a key pair: its private key is kept, and on the list at the next start`, async () => {
    const { asked, goOn, meanwhile } = slowEc2();
    await start({ meanwhile });
    const out = join(home, 'new.pem');
    const ended = once(latchkey.app.process(), 'exit');
    const closed = page.waitForEvent('close');
    void create('new', out).catch(() => 'The page went before the answer came.');
    await asked;
    await quit();
    await closed;
    goOn();
    await ended;
    expect(run('ssh-keygen', ['-y', '-f', out])).toContain('ssh-ed25519 ');
    expect(readdirSync(home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(actions()).toEqual(['CreateKeyPair']);

    latchkey = await launch({ home });
    const listed = await latchkey.page.evaluate(() => window.latchkey.keys.list());
    expect(listed).toMatchObject({ ok: true, value: [{ name: 'new.pem' }] });
  });
}

test('an answer that is lost after the page has gone is told in a dialog before the program ends', async () => {
  const { asked, goOn, meanwhile } = slowEc2();
  await start({ meanwhile, loseAnswers: ['CreateKeyPair'] });
  const ended = once(latchkey.app.process(), 'exit');
  const closed = page.waitForEvent('close');
  void create('new', join(home, 'new.pem')).catch(() => 'The page went before the answer came.');
  await asked;
  process.kill(latchkey.app.process().pid!, 'SIGTERM');
  await closed;
  goOn();
  await cancelDialog('Create a key pair in EC2');
  await ended;
  expect(readdirSync(home).filter((name) => /tmp$|pem$/.test(name))).toEqual([]);
});

test('a second start while the program waits for EC2 brings a window back, and the first goes on', async () => {
  const { asked, goOn, meanwhile } = slowEc2();
  await start({ meanwhile });
  const out = join(home, 'new.pem');
  const closed = page.waitForEvent('close');
  void create('new', out).catch(() => 'The page went before the answer came.');
  await asked;
  await latchkey.app.evaluate(({ app }) => app.quit());
  await closed;
  const opened = latchkey.app.waitForEvent('window');
  await latchkey.app.evaluate(({ app }) => app.emit('second-instance'));
  page = await opened;
  await showPage(page, 'Keys');
  await expect(page.getByRole('heading', { name: 'Drop a private key here' })).toBeVisible();
  goOn();
  await expect(page.getByRole('option', { name: /^new\.pem/ })).toBeVisible();
});

test('an inventory process that dies while EC2 makes a key pair: which one may have been made is said', async () => {
  const { asked, goOn, meanwhile } = slowEc2();
  await start({ meanwhile });
  const answer = create('new', join(home, 'new.pem'));
  await asked;
  process.kill(await inventoryPid(), 'SIGKILL');
  expect(await answer).toEqual({
    ok: false,
    error: { code: 'inventory.key-pair-unsure', params: { keyPair: 'new' } },
  });
  goOn();
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
