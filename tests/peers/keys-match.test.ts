import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Language, translator } from '../../locales';
import { runCli } from '../../main/cli';
import { KeyFolder, run } from '../fixtures/make-keys';

/**
 * `latchkey keys match` on key pairs whose fingerprints come from openssl and ssh-keygen, by the commands of AWS's own
 * page: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
 */

const keys = new KeyFolder();
afterAll(() => keys.remove());

const shell = (command: string) =>
  execFileSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' });
const lastWord = (text: string) => text.trim().split(/[ =]+/).at(-1) ?? '';

/** What EC2 shows for an RSA key pair that it created. */
const createdPrint = (path: string) =>
  lastWord(shell(`openssl pkcs8 -in ${path} -inform PEM -outform DER -topk8 -nocrypt | openssl sha1 -c`));
/** For an RSA key pair that was imported; the file is in OpenSSH's own format. */
const importedPrint = (path: string) =>
  lastWord(
    shell(
      `ssh-keygen -ef ${path} -m PEM | openssl rsa -RSAPublicKey_in -outform DER 2>/dev/null | openssl md5 -c`,
    ),
  );
/** For Ed25519, without EC2's padding. */
const ed25519Print = (path: string) =>
  (run('ssh-keygen', ['-l', '-f', path]).split(' ')[1] ?? '').replace('SHA256:', '');

interface Pair {
  KeyName: string;
  KeyFingerprint?: string;
  PublicKey?: string;
}

/** A snapshot file of these key pairs; `key-<name>` are their ids. */
function snapshotOf(...pairs: Pair[]): string {
  const KeyPairs = pairs.map((pair) => ({ KeyPairId: `key-${pair.KeyName}`, ...pair }));
  return keys.file(JSON.stringify({ KeyPairs }), '.json');
}

/** Runs one command line. */
async function latchkey(args: string[], language: Language = 'en') {
  let [stdout, stderr] = ['', ''];
  const status = await runCli(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    askPassphrase: null,
    t: translator(language),
  });
  return { status, stdout, stderr };
}

const match = (args: string[], language?: Language) => latchkey(['keys', 'match', ...args], language);

/** One file's entry, as JSON. */
async function matchOne(file: string, snapshot: string, ...more: string[]) {
  const { status, stdout } = await match([file, '--snapshot', snapshot, '--json', ...more]);
  const entries = JSON.parse(stdout);
  expect(entries).toHaveLength(1);
  return { status, ...entries[0] };
}

const entry = (name: string, by: 'public-key' | 'fingerprint') => ({
  status: 0,
  keyPair: name,
  keyPairId: `key-${name}`,
  by,
});
const unmatched = { keyPair: null, keyPairId: null, by: null, others: [] };

const pem = keys.sshKeygen('rsa', { format: 'pem' });
const rsa = keys.sshKeygen('rsa', { comment: 'work laptop' });
const ed25519 = keys.sshKeygen('ed25519');
const sealedPem = keys.file(
  shell(`openssl pkcs8 -in ${pem} -topk8 -v2 aes-256-cbc -passout pass:secret`),
  '.pem',
);
const sealedPpk = keys.file(keys.puttygen(pem, [], { new: 'secret' }), '.ppk');
const passphrase = keys.file('secret\n');
const wrongPassphrase = keys.file('wrong\n');

const created: Pair = { KeyName: 'created', KeyFingerprint: createdPrint(pem) };
const imported: Pair = { KeyName: 'imported', KeyFingerprint: importedPrint(rsa) };
const listed: Pair = {
  KeyName: 'listed',
  PublicKey: `${readFileSync(`${pem}.pub`, 'utf8').trim()} on EC2\n`,
};

describe('a key file is found', () => {
  test('by its public key, whatever its comment and format', async () => {
    const snapshot = snapshotOf(imported, listed);
    for (const file of [pem, sealedPpk, `${pem}.pub`]) {
      expect(await matchOne(file, snapshot)).toMatchObject({ file, ...entry('listed', 'public-key') });
    }
  });

  test('by the SHA-1 of a key pair that EC2 created', async () => {
    expect(created.KeyFingerprint).toHaveLength(59);
    expect(await matchOne(pem, snapshotOf(imported, created))).toMatchObject(entry('created', 'fingerprint'));
  });

  test('by the MD5 of a key pair that was imported', async () => {
    expect(imported.KeyFingerprint).toHaveLength(47);
    expect(await matchOne(rsa, snapshotOf(created, imported))).toMatchObject(
      entry('imported', 'fingerprint'),
    );
  });

  test.each([
    ['as ssh-keygen prints it', (print: string) => print],
    ['with EC2’s padding', (print: string) => `${print}=`],
    ['with SHA256: in front', (print: string) => `SHA256:${print}`],
  ])('Ed25519, %s', async (_, spell) => {
    const pair = { KeyName: 'ed', KeyFingerprint: spell(ed25519Print(ed25519)) };
    expect(await matchOne(ed25519, snapshotOf(created, pair))).toMatchObject(entry('ed', 'fingerprint'));
  });

  test('as a PPK in which PuTTYgen has turned p and q, and as one that it turned from', async () => {
    const turned = keys.file(withPrimesTurned(pem), '.pem');
    const KeyFingerprint = createdPrint(turned);
    expect(KeyFingerprint).not.toBe(created.KeyFingerprint);
    const ppk = keys.file(keys.puttygen(turned, []), '.ppk');
    const { stdout } = await latchkey(['keys', 'inspect', ppk, '--json']);
    // PuTTYgen did turn them: the PPK has the fingerprint of the other order.
    expect(JSON.parse(stdout).fingerprints.ec2Created).toBe(created.KeyFingerprint);
    const snapshot = snapshotOf({ KeyName: 'turned', KeyFingerprint });
    for (const file of [ppk, turned, pem]) {
      expect(await matchOne(file, snapshot)).toMatchObject(entry('turned', 'fingerprint'));
    }
  });

  test('under every name that it was imported by', async () => {
    const again = { ...imported, KeyName: 'again' };
    expect(await matchOne(rsa, snapshotOf(imported, created, again))).toMatchObject({
      ...entry('imported', 'fingerprint'),
      others: [{ keyPair: 'again', keyPairId: 'key-again', by: 'fingerprint' }],
    });
  });

  test('where another key stands first in its file', async () => {
    const both = keys.file(readFileSync(pem, 'utf8') + readFileSync(keys.openssl('ed25519'), 'utf8'));
    expect(await matchOne(both, snapshotOf(listed))).toMatchObject(entry('listed', 'public-key'));
  });
});

describe('a protected file', () => {
  test('is found without its passphrase by what it shows', async () => {
    const sealed = keys.sshKeygen('rsa', { passphrase: 'secret' });
    const pair = { KeyName: 'sealed', KeyFingerprint: importedPrint(`${sealed}.pub`) };
    expect(await matchOne(sealed, snapshotOf(pair))).toMatchObject(entry('sealed', 'fingerprint'));
  });

  test('is found by its SHA-1 with its passphrase; without, the answer is not known', async () => {
    const snapshot = snapshotOf(created);
    for (const file of [sealedPem, sealedPpk]) {
      expect(await matchOne(file, snapshot, '--passphrase-file', passphrase)).toMatchObject(
        entry('created', 'fingerprint'),
      );
      expect(await matchOne(file, snapshot)).toMatchObject({
        ...unmatched,
        status: 3,
        error: { code: 'keys.passphrase-needed' },
      });
      expect(await matchOne(file, snapshot, '--passphrase-file', wrongPassphrase)).toMatchObject({
        ...unmatched,
        status: 1,
        error: { code: 'keys.wrong-passphrase' },
      });
    }
  });

  test('beside another under another passphrase stays open where that one could be the pair', async () => {
    const other = keys.sshKeygen('rsa', { format: 'pem' });
    const otherPpk = keys.puttygen(other, [], { new: 'another' });
    const both = keys.file(Buffer.concat([readFileSync(sealedPpk), otherPpk]), '.ppk');
    const pair = { KeyName: 'other', KeyFingerprint: createdPrint(other) };
    const fits = ['--passphrase-file', passphrase];
    expect(await matchOne(both, snapshotOf(pair), ...fits)).toMatchObject({
      ...unmatched,
      status: 3,
      error: { code: 'keys.passphrase-needed' },
    });
    expect(await matchOne(both, snapshotOf(created), ...fits)).toMatchObject(entry('created', 'fingerprint'));
  });

  test('under a wrong passphrase still shows what it shows', async () => {
    const found = await matchOne(sealedPpk, snapshotOf(listed), '--passphrase-file', wrongPassphrase);
    expect(found).toMatchObject(entry('listed', 'public-key'));
    expect(found).not.toHaveProperty('error');
  });

  test('that shows enough to be none of them is none of them', async () => {
    expect(await matchOne(sealedPpk, snapshotOf(imported))).toEqual({
      file: sealedPpk,
      ...unmatched,
      status: 0,
    });
  });
});

describe('a public key', () => {
  test('where EC2 lists only the SHA-1, which is over the private key: the answer is not known', async () => {
    const { error, ...rest } = await matchOne(`${pem}.pub`, snapshotOf(created));
    expect(rest).toEqual({ file: `${pem}.pub`, ...unmatched, status: 3 });
    expect(error).toEqual({
      code: 'cli.needs-private-key',
      message: expect.stringContaining('private key'),
    });
    // A passphrase has nothing to open there.
    expect(await matchOne(`${pem}.pub`, snapshotOf(created), '--passphrase-file', passphrase)).toMatchObject({
      status: 3,
      error: { code: 'cli.needs-private-key' },
    });
  });

  test('that shows enough to be none of them is none of them', async () => {
    const file = `${ed25519}.pub`;
    expect(await matchOne(file, snapshotOf(created))).toEqual({ file, ...unmatched, status: 0 });
    expect(await matchOne(`${pem}.pub`, snapshotOf(imported))).toMatchObject({ ...unmatched, status: 0 });
  });
});

describe('the answer', () => {
  test('has an entry for each file, in their order; one that cannot be read does not stop the others', async () => {
    const noKey = keys.file('not a key\n');
    const files = [rsa, '/nowhere/key.pem', noKey, ed25519, pem];
    const { status, stdout, stderr } = await match([
      ...files,
      '--snapshot',
      snapshotOf(listed, imported),
      '--json',
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      { file: rsa, keyPair: 'imported', keyPairId: 'key-imported', by: 'fingerprint', others: [] },
      {
        file: '/nowhere/key.pem',
        ...unmatched,
        error: { code: 'files.not-found', message: expect.stringContaining('/nowhere/key.pem') },
      },
      { file: noKey, ...unmatched, error: { code: 'keys.not-a-key', message: expect.any(String) } },
      { file: ed25519, ...unmatched },
      { file: pem, keyPair: 'listed', keyPairId: 'key-listed', by: 'public-key', others: [] },
    ]);
  });

  test.each([
    ['en', /^FILE +KEY PAIR +ID +FOUND BY$/, 'public key'],
    ['ko', /^파일 +키 페어 +ID +찾은 방법$/, '공개 키'],
  ] as const)('in words, %s: a table, and reasons on stderr', async (language, head, by) => {
    const snapshot = snapshotOf(listed);
    const { status, stdout, stderr } = await match(
      [pem, ed25519, '/nowhere', '--snapshot', snapshot],
      language,
    );
    expect(status).toBe(1);
    const [title, first, second] = stdout.split('\n');
    expect(title).toMatch(head);
    expect(first?.split(/ {2,}/)).toEqual([pem, 'listed', 'key-listed', by]);
    expect(second?.split(/ {2,}/)).toEqual([ed25519, '-', '-', '-']);
    expect(stderr).toMatch(/^latchkey: \/nowhere: .+\n$/);
  });

  test('comes from a folder of what the AWS CLI wrote too', async () => {
    const folder = keys.newPath();
    mkdirSync(folder);
    writeFileSync(join(folder, 'instances.json'), JSON.stringify({ Reservations: [] }));
    writeFileSync(join(folder, 'pairs-1.json'), JSON.stringify({ KeyPairs: [created] }));
    writeFileSync(join(folder, 'pairs-2.json'), JSON.stringify({ KeyPairs: [imported] }));
    expect(await matchOne(pem, folder)).toMatchObject({ keyPair: 'created', keyPairId: null });
    expect(await matchOne(rsa, folder)).toMatchObject({ keyPair: 'imported' });
  });

  test('is not known where the snapshot does not tell of key pairs; an empty list tells that there are none', async () => {
    const silent = keys.file(JSON.stringify({ Reservations: [] }), '.json');
    const { status, stdout } = await match([pem, '--snapshot', silent, '--json']);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'snapshot.no-key-pairs', message: expect.stringContaining('describe-key-pairs') },
    });
    expect(await matchOne(sealedPem, snapshotOf())).toEqual({ file: sealedPem, ...unmatched, status: 0 });
  });

  test.each([
    [[], 'cli.missing-argument'],
    [['key.pem'], 'cli.missing-option'],
    [['key.pem', '--snapshot', 'x', '--to', 'ppk'], 'cli.unknown-option'],
  ])('is refused for wrong usage: %j', async (args, code) => {
    const { status, stdout } = await match([...args, '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).error.code).toBe(code);
  });
});

/** The same RSA key with p and q the other way round, as PKCS#1. OpenSSL writes them as it is given them. */
function withPrimesTurned(path: string): string {
  const { p, q, dp, dq, ...rest } = createPrivateKey(readFileSync(path)).export({ format: 'jwk' });
  const [first, second] = [p, q].map((text) =>
    BigInt(`0x${Buffer.from(text!, 'base64url').toString('hex')}`),
  );
  const qi = inverse(first!, second!).toString(16);
  const jwk = { ...rest, p: q, q: p, dp: dq, dq: dp, qi: hexToBase64(qi) };
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' }).toString();
}

const hexToBase64 = (hex: string) =>
  Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');

/** The inverse of a number modulo a prime, by Euclid. */
function inverse(value: bigint, prime: bigint): bigint {
  let [a, b, x, y] = [value % prime, prime, 1n, 0n];
  while (a > 1n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a % b, y, x - quotient * y];
  }
  return ((x % prime) + prime) % prime;
}
