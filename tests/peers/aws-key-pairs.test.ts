import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import sampleAccount from '../../assets/sample-account.json';
import { CodedError } from '../../common/coded-error';
import type { InventorySource, inventoryCalls } from '../../contract/inventory';
import { type Snapshot, snapshot } from '../../contract/snapshot';
import { errorSentence, languages, translator } from '../../locales';
import { createInventoryService } from '../../main/inventory/service';
import { ec2FingerprintsOf, keyPairMatcher } from '../../main/keys/match';
import { inspectKeyFile } from '../../main/ssh/key-files';
import { bareLine, KeyFolder, run } from '../fixtures/make-keys';
import { type AwsHome, awsHome, keysAt } from '../servers/aws-home';
import { makeDeafNetwork } from '../servers/deaf-network';
import { type Ec2, type Ec2Options, startEc2 } from '../servers/ec2';
import { freePort } from '../servers/sshd';

/** Importing and creating EC2 key pairs through the real SDK, private keys on a real disk. */

const keys = new KeyFolder();
const seoul: InventorySource = { kind: 'aws', profile: null, region: 'ap-northeast-2' };
const account = {
  Reservations: [
    {
      ReservationId: 'r-1',
      OwnerId: '123456789012',
      Instances: ['running', 'stopped', 'terminated'].map((Name, index) => ({
        InstanceId: `i-${index}`,
        KeyName: 'team',
        State: { Code: 0, Name },
      })),
    },
  ],
  KeyPairs: [{ KeyName: 'team', KeyPairId: 'key-1', KeyFingerprint: '0d:d4' }],
};

let home: AwsHome | undefined;
let server: Ec2 | undefined;
let folder: string;
let out: string;

beforeEach(() => {
  folder = keys.newPath();
  mkdirSync(folder);
  out = join(folder, 'new.pem');
});

afterEach(async () => {
  home?.remove();
  home = undefined;
  await server?.stop();
  server = undefined;
});

afterAll(() => keys.remove());

/** The inventory process's calls, with an EC2 of these options behind them. */
async function start(options: Partial<Ec2Options> = {}) {
  server = await startEc2({ snapshot: account, ...options });
  home = awsHome({ env: keysAt(server.url) });
  return service();
}

type CreateInput = z.input<(typeof inventoryCalls)['keyPairs.create']['input']>;

function service() {
  const handlers = createInventoryService({
    loadSample: async (): Promise<Snapshot> => snapshot.parse(sampleAccount),
    loadAws: () => import('../../main/aws'),
    now: () => new Date('2026-07-01T12:00:00Z'),
  });
  return {
    load: async (source = seoul) => handlers['inventory.load']({ source }, []),
    list: async () => handlers['keyPairs.list'](null, []),
    create: async (input: Partial<CreateInput> = {}) =>
      handlers['keyPairs.create'](
        { source: seoul, name: 'new', type: 'rsa', out, replace: false, ...input },
        [],
      ),
    import: async (path: string, { name = 'mine', source = seoul } = {}) => {
      const { publicKey, algorithm, bits } = await inspectKeyFile(path);
      const key = { publicKey: publicKey!, algorithm: algorithm!, bits };
      return handlers['keyPairs.import']({ source, name, ...key }, []);
    },
  };
}

/** What a call fails with. Its sentence can be made of it in every language. */
async function failure(call: Promise<unknown>) {
  const error: unknown = await call.catch((caught: unknown) => caught);
  if (!(error instanceof CodedError)) throw new Error('An expected failure was expected', { cause: error });
  for (const language of languages) {
    expect(errorSentence(translator(language), error)).not.toContain(error.code);
  }
  return { code: error.code, params: error.params };
}

const actions = () => server?.calls.map(({ action }) => action);

describe('create', () => {
  test.each([
    ['rsa', 'BEGIN RSA PRIVATE KEY'],
    ['ed25519', 'BEGIN OPENSSH PRIVATE KEY'],
  ] as const)(
    '%s: the private key is in the file, for its owner only, and ssh-keygen opens it',
    async (type, begin) => {
      const { create, load, list } = await start();
      await load();
      const created = await create({ type });
      expect(created).toEqual({ keyPair: 'new', keyPairId: expect.stringMatching(/^key-0/) });
      expect(readFileSync(out, 'utf8')).toContain(begin);
      expect(readFileSync(out, 'utf8')).toMatch(/-----END [A-Z ]+-----\n$/);
      expect(statSync(out).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['new.pem']);

      // It matches at once by what EC2 answered; after a reload by its public key.
      const summary = await inspectKeyFile(out);
      expect(bareLine(summary.publicKey ?? '')).toBe(bareLine(run('ssh-keygen', ['-y', '-f', out])));
      const identity = {
        publicKey: summary.publicKey,
        ec2Fingerprints: ec2FingerprintsOf(summary.fingerprints),
      };
      const matches = async () =>
        keyPairMatcher(
          (await list())!.map((pair) => ({
            KeyName: pair.keyPair,
            KeyFingerprint: pair.fingerprint ?? undefined,
            PublicKey: pair.publicKey ?? undefined,
          })),
        )
          .match(identity)
          .map(({ pair, by }) => [pair.KeyName, by]);
      expect(await matches()).toEqual([['new', 'fingerprint']]);
      await load();
      expect(await matches()).toEqual([['new', 'public-key']]);
    },
  );

  test('an agreed file is replaced, another is not, and then EC2 is not asked', async () => {
    const { create } = await start();
    writeFileSync(out, 'precious');
    expect(await failure(create())).toEqual({ code: 'files.exists', params: { path: 'new.pem' } });
    expect(actions()).toEqual([]);
    await create({ replace: true });
    expect(run('ssh-keygen', ['-y', '-f', out])).toContain('ssh-rsa ');
  });

  test('a folder that takes no file stops it before EC2 is asked', async () => {
    const { create } = await start();
    const gone = join(folder, 'gone');
    expect(await failure(create({ out: join(gone, 'new.pem') }))).toEqual({
      code: 'files.no-folder',
      params: { path: 'gone' },
    });
    // root may write into a folder of mode 0500, but nobody into the kernel's own.
    expect((await failure(create({ out: '/sys/kernel/new.pem' }))).code).toBe('files.no-permission');
    expect(actions()).toEqual([]);
  });

  test('a full disk stops it before EC2 is asked', async () => {
    const { create } = await start();
    run('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', folder]);
    try {
      expect(await failure(create())).toEqual({ code: 'files.disk-full', params: { path: 'new.pem' } });
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      run('umount', [folder]);
    }
    expect(actions()).toEqual([]);
  });

  test('a file that cannot be written after all: the key pair is deleted again', async () => {
    const { create, load, list } = await start({
      meanwhile: { CreateKeyPair: () => rmSync(folder, { recursive: true }) },
    });
    await load();
    expect(await failure(create())).toEqual({
      code: 'inventory.key-pair-undone',
      params: { keyPair: 'new', path: 'new.pem', reason: 'ENOENT' },
    });
    expect(actions()?.slice(-2)).toEqual(['CreateKeyPair', 'DeleteKeyPair']);
    await load();
    expect((await list())?.map(({ keyPair }) => keyPair)).toEqual(['team']);
  });

  test('a name taken at the last moment is not overwritten, and the key pair is deleted again', async () => {
    const { create } = await start({ meanwhile: { CreateKeyPair: () => writeFileSync(out, 'precious') } });
    const { code, params } = await failure(create());
    expect(code).toBe('inventory.key-pair-undone');
    expect(errorSentence(translator('en'), { code, params })).toContain('a file of that name has appeared');
    expect(readFileSync(out, 'utf8')).toBe('precious');
    expect(readdirSync(folder)).toEqual(['new.pem']);
  });

  test('where it cannot be deleted either, that is said', async () => {
    const { create } = await start({
      meanwhile: { CreateKeyPair: () => rmSync(folder, { recursive: true }) },
      errors: { DeleteKeyPair: 'UnauthorizedOperation' },
    });
    expect(await failure(create())).toMatchObject({
      code: 'inventory.key-pair-left',
      params: { keyPair: 'new', path: 'new.pem' },
    });
  });

  test('a lost answer is not asked for a second time, and said to be lost', async () => {
    const { create } = await start({ loseAnswers: ['CreateKeyPair'] });
    expect(await failure(create())).toEqual({
      code: 'inventory.key-pair-unsure',
      params: { keyPair: 'new' },
    });
    expect(actions()).toEqual(['CreateKeyPair']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('what EC2 put off is asked again, and so is what a wrong clock spoilt', async () => {
    const { create } = await start({ throttle: { CreateKeyPair: 1 }, clockAhead: 3_600_000 });
    await create();
    expect(existsSync(out)).toBe(true);
  });

  test('an internal error of EC2 says nothing about what was done', async () => {
    const { create } = await start({ errors: { CreateKeyPair: 'InternalError' } });
    expect((await failure(create())).code).toBe('inventory.key-pair-unsure');
    expect(actions()).toEqual(['CreateKeyPair']);
  });

  test.each([
    ['InvalidKeyPair.Duplicate', 'inventory.key-pair-exists', { keyPair: 'new', region: 'ap-northeast-2' }],
    ['UnauthorizedOperation', 'inventory.denied', { action: 'ec2:CreateKeyPair' }],
    ['ResourceLimitExceeded', 'inventory.key-pair-limit', {}],
    ['RequestExpired', 'inventory.expired', { profile: 'default' }],
    ['PendingVerification', 'inventory.service', { reason: 'PendingVerification' }],
  ])('%s is %s, and leaves no file', async (awsCode, code, params) => {
    const { create } = await start({ errors: { CreateKeyPair: awsCode } });
    expect(await failure(create())).toMatchObject({ code, params });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a server that is not there was never asked', async () => {
    home = awsHome({ env: keysAt(`http://127.0.0.1:${await freePort()}`) });
    expect((await failure(service().create())).code).toBe('inventory.network');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a server whose certificate nobody vouches for was never told anything', async () => {
    const [key, cert] = [join(folder, 'tls-key'), join(folder, 'tls-cert')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ]);
    const stranger = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as { port: number };
    home = awsHome({ env: keysAt(`https://127.0.0.1:${port}`) });
    try {
      expect((await failure(service().create())).code).toBe('inventory.network');
    } finally {
      await new Promise((resolve) => stranger.close(resolve));
    }
  });

  test('a server that takes no connection was never asked, however often it was tried', async () => {
    const network = makeDeafNetwork();
    home = awsHome({ env: keysAt(`http://${network.silent}`) });
    try {
      expect((await failure(service().create())).code).toBe('inventory.network');
    } finally {
      network.remove();
    }
  });

  test('a server that hangs up on every call leaves it open what was done', async () => {
    const deaf = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as { port: number };
    home = awsHome({ env: keysAt(`http://127.0.0.1:${port}`) });
    try {
      expect((await failure(service().create())).code).toBe('inventory.key-pair-unsure');
    } finally {
      await new Promise((resolve) => deaf.close(resolve));
    }
  });

  test('the sample account is refused', async () => {
    const { create } = await start();
    expect(await failure(create({ source: { kind: 'sample' } }))).toEqual({
      code: 'inventory.sample-only',
      params: {},
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('import', () => {
  test.each([
    ['rsa', 2048],
    ['rsa', 4096],
    ['ed25519', 256],
  ] as const)(
    '%s of %s bits: EC2 lists it with our fingerprint, and the key matches it at once',
    async (type, bits) => {
      const { load, list, import: importKey } = await start();
      await load();
      const path = keys.sshKeygen(type, { bits, comment: 'tobias@büro 한글' });
      const imported = await importKey(path);
      expect(imported).toEqual({ keyPair: 'mine', keyPairId: expect.stringMatching(/^key-0/) });
      const { fingerprints, publicKey } = await inspectKeyFile(path);
      const pair = (await list())?.find(({ keyPair }) => keyPair === 'mine');
      expect(pair).toEqual({
        ...imported,
        publicKey: bareLine(publicKey ?? ''),
        fingerprint: fingerprints.ec2Imported,
        instances: 0,
      });
    },
  );

  test.each([
    ['ecdsa-256', undefined, 'inventory.key-type', { algorithm: 'ecdsa-sha2-nistp256' }],
    ['rsa', 3072, 'inventory.key-size', { bits: 3072 }],
  ] as const)('%s %s is refused before EC2 is asked, with the cause', async (type, bits, code, params) => {
    const { import: importKey } = await start();
    expect(await failure(importKey(keys.sshKeygen(type, { bits })))).toEqual({ code, params });
    expect(actions()).toEqual([]);
  });

  test('a name that is taken is told with its region, in both languages', async () => {
    const { import: importKey } = await start();
    const { code, params } = await failure(importKey(keys.sshKeygen('ed25519'), { name: 'team' }));
    expect({ code, params }).toEqual({
      code: 'inventory.key-pair-exists',
      params: { keyPair: 'team', region: 'ap-northeast-2' },
    });
    expect(errorSentence(translator('en'), { code, params })).toContain('key pair named team');
    expect(errorSentence(translator('ko'), { code, params })).toContain('team');
  });

  test.each([
    ['InvalidKey.Format', 'inventory.key-refused', {}],
    ['InvalidParameterValue', 'inventory.key-pair-name', { keyPair: 'mine' }],
    ['KeyPairLimitExceeded', 'inventory.key-pair-limit', { region: 'ap-northeast-2' }],
    ['UnauthorizedOperation', 'inventory.denied', { action: 'ec2:ImportKeyPair' }],
    ['ExpiredToken', 'inventory.expired', {}],
  ])('%s is %s', async (awsCode, code, params) => {
    const { import: importKey } = await start({ errors: { ImportKeyPair: awsCode } });
    expect(await failure(importKey(keys.sshKeygen('ed25519')))).toMatchObject({ code, params });
  });

  test('an answer that is lost is asked for again: what the first try did is no other key pair', async () => {
    const { load, list, import: importKey } = await start({ loseAnswers: ['ImportKeyPair'] });
    await load();
    const imported = await importKey(keys.sshKeygen('ed25519'));
    expect(imported).toEqual({ keyPair: 'mine', keyPairId: expect.stringMatching(/^key-0/) });
    expect((await list())?.filter(({ keyPair }) => keyPair === 'mine')).toMatchObject([imported]);
  });

  test('a name that somebody else took while the answer was lost is still taken', async () => {
    let tries = 0;
    const stranger = bareLine(readFileSync(`${keys.sshKeygen('ed25519')}.pub`, 'utf8'));
    const theirs = { KeyPairs: [{ KeyName: 'mine', KeyPairId: 'key-9', PublicKey: stranger }] };
    const { import: importKey } = await start({
      loseAnswers: ['ImportKeyPair'],
      meanwhile: {
        ImportKeyPair() {
          tries += 1;
          if (tries === 2) server?.replaceAccount(theirs);
        },
      },
    });
    expect((await failure(importKey(keys.sshKeygen('ed25519')))).code).toBe('inventory.key-pair-exists');
  });

  test('into another region than the loaded one leaves the loaded key pairs as they are', async () => {
    const { load, list, import: importKey } = await start();
    await load();
    const source: InventorySource = { kind: 'aws', profile: null, region: 'eu-west-1' };
    await importKey(keys.sshKeygen('ed25519'), { source });
    expect(server?.calls.at(-1)).toMatchObject({ action: 'ImportKeyPair', region: 'eu-west-1' });
    expect((await list())?.map(({ keyPair }) => keyPair)).toEqual(['team']);
  });
});

describe('list', () => {
  test('counts the instances of each key pair but those that are terminated', async () => {
    const { load, list } = await start();
    expect(await list()).toBeNull();
    await load();
    expect(await list()).toEqual([
      { keyPair: 'team', keyPairId: 'key-1', publicKey: null, fingerprint: '0d:d4', instances: 2 },
    ]);
  });

  test('what could not be read is not known, also after an import', async () => {
    const {
      load,
      list,
      import: importKey,
    } = await start({
      errors: { DescribeKeyPairs: 'UnauthorizedOperation' },
    });
    await load();
    await importKey(keys.sshKeygen('ed25519'));
    expect(await list()).toBeNull();
  });
});
