import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { convertResult, keySummary } from '../../contract/keys';
import { type Language, languages, translator } from '../../locales';
import { sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { writePrivateKey, writePublicKey } from '../keys/write';
import { runCli } from './index';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rsa = sampleRsa(2048, 'work laptop');
const pem = join(folder, 'rsa.pem');
const sealed = join(folder, 'sealed.ppk');
const right = join(folder, 'right');
const wrong = join(folder, 'wrong');
const empty = join(folder, 'empty');
let count = 0;

beforeAll(async () => {
  writeFileSync(pem, await writePrivateKey(rsa, 'pem', ''), { mode: 0o600 });
  writeFileSync(sealed, await writePrivateKey(rsa, 'ppk2', 'secret'));
  writeFileSync(right, 'secret\n');
  writeFileSync(wrong, 'wrong\n');
  writeFileSync(empty, '');
});

/** A path in the folder that no file has. */
function newPath(): string {
  count += 1;
  return join(folder, `out-${count}`);
}

/** Runs one command line; `typed` is what someone at a terminal answers, one passphrase after another. */
async function latchkey(
  args: string[],
  { typed, language = 'en' }: { typed?: string[]; language?: Language } = {},
) {
  let out = '';
  let err = '';
  const answers = [...(typed ?? [])];
  const prompts: string[] = [];
  const status = await runCli(args, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    askPassphrase: typed
      ? async (prompt) => {
          prompts.push(prompt);
          return answers.shift() ?? '';
        }
      : null,
    t: translator(language),
  });
  return { status, out, err, prompts, unasked: answers.length };
}

/** Runs one command line with --json; standard output must be exactly one JSON value. */
async function latchkeyJson(args: string[]) {
  const { status, out } = await latchkey([...args, '--json']);
  return { status, json: JSON.parse(out) };
}

describe('keys inspect', () => {
  test('--json holds what cli.md promises', async () => {
    const { status, json } = await latchkeyJson(['keys', 'inspect', pem]);
    expect(status).toBe(0);
    expect(keySummary.parse(json)).toMatchObject({
      format: 'pem',
      algorithm: 'ssh-rsa',
      bits: 2048,
      encrypted: false,
    });
    expect(json.fingerprints).toEqual({
      sha256: expect.stringMatching(/^SHA256:[\w+/]{43}$/),
      md5: expect.stringMatching(/^MD5:(..:){15}..$/),
      ec2Created: expect.stringMatching(/^(..:){19}..$/),
      ec2CreatedSwapped: expect.stringMatching(/^(..:){19}..$/),
      ec2Imported: expect.stringMatching(/^(..:){15}..$/),
    });
    expect(json).toMatchObject({ kdf: null, comment: null, warnings: [], others: [] });
  });

  test('an encrypted file yields what is readable, and all of it with its passphrase', async () => {
    const shut = await latchkeyJson(['keys', 'inspect', sealed]);
    expect(shut.json).toMatchObject({ format: 'ppk2', encrypted: true, fingerprints: { ec2Created: null } });
    const open = await latchkeyJson(['keys', 'inspect', sealed, '--passphrase-file', right]);
    expect(open.json).toMatchObject({ encrypted: true, comment: 'work laptop' });
    expect(open.json.fingerprints.ec2Created).toMatch(/^(..:){19}..$/);
    const refused = await latchkeyJson(['keys', 'inspect', sealed, '--passphrase-file', wrong]);
    expect(refused).toMatchObject({ status: 1, json: { error: { code: 'keys.wrong-passphrase' } } });
  });

  test('a warning comes with its sentence', async () => {
    const path = newPath();
    writeFileSync(path, writePublicKey(rsa, 'public', Buffer.from('me')));
    const { json } = await latchkeyJson(['keys', 'inspect', path]);
    expect(json.warnings).toEqual([
      { code: 'public-only', message: expect.stringMatching(/^This is a public key/) },
    ]);
  });

  test('for people, in their language', async () => {
    const english = await latchkey(['keys', 'inspect', sealed]);
    expect(english.out).toMatch(/^Type {2,}ssh-rsa, 2048 bits$/m);
    expect(english.out).toMatch(/^Protection {2,}aes256-cbc, sha1$/m);
    const korean = await latchkey(['keys', 'inspect', sealed], { language: 'ko' });
    expect(korean.out).toMatch(/^종류 {2,}ssh-rsa, 2048비트$/m);
  });

  test('a comment cannot steer the terminal', async () => {
    const path = newPath();
    writeFileSync(path, await writePrivateKey({ ...rsa, comment: Buffer.from('\u001b[2Jgone') }, 'ppk', ''));
    const { out } = await latchkey(['keys', 'inspect', path]);
    expect(out).toContain('[2Jgone');
    expect(out).not.toContain('\u001b');
  });

  test('nor can a path or the value of an option', async () => {
    const steering = '\u001b[31m';
    const written = await latchkey(['keys', 'convert', pem, '--to', 'pem', '--out', newPath() + steering]);
    expect(written.status).toBe(0);
    const missing = await latchkey(['keys', 'inspect', `/nowhere/${steering}`]);
    const wrong = await latchkey(['keys', 'convert', pem, '--to', steering, '--out', newPath()]);
    const source = newPath() + steering;
    copyFileSync(sealed, source);
    const { prompts } = await latchkey(['keys', 'convert', source, '--to', 'pem', '--out', newPath()], {
      typed: ['secret'],
    });
    expect(prompts).toHaveLength(1);
    for (const text of [written.out, missing.err, wrong.err, ...prompts]) {
      expect(text).toContain('[31m');
      expect(text).not.toContain('\u001b');
    }
  });

  test('both fingerprints that EC2 may have given an RSA key are shown', async () => {
    const { json } = await latchkeyJson(['keys', 'inspect', pem]);
    for (const language of languages) {
      const { out } = await latchkey(['keys', 'inspect', pem], { language });
      expect(out).toContain(json.fingerprints.ec2Created);
      expect(out).toContain(json.fingerprints.ec2CreatedSwapped);
    }
  });

  test('every kind of bad file has a code and a sentence of its own', async () => {
    const big = newPath();
    writeFileSync(big, '');
    truncateSync(big, 10_000_000);
    const files: [string, string | Uint8Array | null][] = [
      ['keys.empty', ''],
      ['keys.not-a-key', 'no key'],
      ['keys.binary', Buffer.from([0x30, 0x82, 0, 1, 2])],
      ['keys.truncated', readFileSync(pem).subarray(0, 500)],
      ['keys.x509-certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
      ['keys.too-large', null],
    ];
    const sentences = new Set<string>();
    for (const [code, content] of files) {
      const path = content === null ? big : newPath();
      if (content !== null) writeFileSync(path, content);
      const { status, json } = await latchkeyJson(['keys', 'inspect', path]);
      expect({ status, code: json.error.code }).toEqual({ status: 1, code });
      sentences.add(json.error.message);
    }
    expect(sentences.size).toBe(files.length);
    expect((await latchkeyJson(['keys', 'inspect', folder])).json.error.code).toBe('files.is-folder');
    expect((await latchkeyJson(['keys', 'inspect', newPath()])).json.error.code).toBe('files.not-found');
    expect((await latchkeyJson(['keys', 'inspect', '/dev/zero'])).json.error.code).toBe('files.not-a-file');
  });

  test('without --json the sentence goes to stderr and stdout stays empty', async () => {
    const { status, out, err } = await latchkey(['keys', 'inspect', empty]);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toBe('latchkey: The file is empty. Download or copy the key again.\n');
  });
});

describe('keys convert', () => {
  test('--json holds what cli.md promises, and the file is its owner’s alone', async () => {
    const out = newPath();
    const { status, json } = await latchkeyJson(['keys', 'convert', pem, '--to', 'ppk', '--out', out]);
    expect(status).toBe(0);
    expect(convertResult.parse(json)).toMatchObject({
      out,
      format: 'ppk',
      algorithm: 'ssh-rsa',
      encrypted: false,
    });
    expect(readFileSync(out, 'utf8')).toMatch(/^PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
  });

  test('an existing file is replaced with --force only', async () => {
    const out = newPath();
    writeFileSync(out, 'first');
    const args = ['keys', 'convert', pem, '--to', 'openssh', '--out', out];
    expect(await latchkeyJson(args)).toMatchObject({ status: 1, json: { error: { code: 'files.exists' } } });
    expect(readFileSync(out, 'utf8')).toBe('first');
    expect(await latchkeyJson([...args, '--force'])).toMatchObject({ status: 0 });
    expect(readFileSync(out, 'utf8')).toMatch(/^-----BEGIN OPENSSH/);
  });

  test('the new file is protected as the old one was, or as --new-passphrase-file says', async () => {
    const same = newPath();
    await latchkey(['keys', 'convert', sealed, '--to', 'ppk2', '--out', same, '--passphrase-file', right]);
    expect(readFileSync(same)).toEqual(readFileSync(sealed));
    const none = newPath();
    const args = ['keys', 'convert', sealed, '--to', 'ppk2', '--passphrase-file', right];
    await latchkey([...args, '--out', none, '--new-passphrase-file', empty]);
    expect(readFileSync(none, 'utf8')).toMatch(/^Encryption: none$/m);
    const other = newPath();
    await latchkey([...args, '--out', other, '--new-passphrase-file', wrong]);
    const reopened = await latchkeyJson(['keys', 'inspect', other, '--passphrase-file', wrong]);
    expect(reopened).toMatchObject({ status: 0, json: { encrypted: true } });
  });

  test('only one final line break of a passphrase file is left out, whichever kind', async () => {
    for (const [content, code] of [
      ['secret', 'read'],
      ['secret\r\n', 'read'],
      ['secret\n\n', 'keys.wrong-passphrase'],
      ['secret ', 'keys.wrong-passphrase'],
    ] as const) {
      const file = newPath();
      writeFileSync(file, content);
      const { json } = await latchkeyJson(['keys', 'inspect', sealed, '--passphrase-file', file]);
      expect(json.error?.code ?? 'read').toBe(code);
    }
  });

  test('a passphrase file in UTF-16 is told as such, not as a wrong passphrase', async () => {
    const file = newPath();
    writeFileSync(file, Buffer.from('\ufeffsecret', 'utf16le'));
    const { json } = await latchkeyJson(['keys', 'inspect', sealed, '--passphrase-file', file]);
    expect(json.error.code).toBe('cli.passphrase-not-utf8');
  });

  test('at a terminal the passphrase is asked for, again after a wrong one, three times at most', async () => {
    const args = (out: string) => ['keys', 'convert', sealed, '--to', 'openssh', '--out', out];
    const first = await latchkey([...args(newPath()), '--new-passphrase-file', empty], {
      typed: ['no', 'secret'],
    });
    expect(first).toMatchObject({ status: 0, unasked: 0 });
    expect(first.err).toContain('The passphrase is wrong');
    const never = newPath();
    expect(await latchkey(args(never), { typed: ['1', '2', '3', 'secret'] })).toMatchObject({
      status: 1,
      unasked: 1,
    });
    expect(() => statSync(never)).toThrow(/ENOENT/);
  });

  test('without a terminal a needed passphrase is an error', async () => {
    const { json } = await latchkeyJson(['keys', 'convert', sealed, '--to', 'pem', '--out', newPath()]);
    expect(json.error).toEqual({
      code: 'keys.passphrase-needed',
      message: expect.stringContaining('--passphrase-file'),
    });
  });

  test('--comment and --ppk-… are written', async () => {
    const out = newPath();
    const args = ['keys', 'convert', pem, '--to', 'ppk', '--out', out, '--new-passphrase-file', right];
    const kdf = ['--ppk-kdf', 'argon2i', '--ppk-memory', '64', '--ppk-passes', '2'];
    await latchkey([...args, ...kdf, '--comment', '새 노트북']);
    const text = readFileSync(out, 'utf8');
    expect(text).toMatch(/^Comment: 새 노트북$/m);
    expect(text).toMatch(
      /^Key-Derivation: Argon2i\nArgon2-Memory: 64\nArgon2-Passes: 2\nArgon2-Parallelism: 1$/m,
    );
  });

  test('a public key converts to no private one', async () => {
    const path = newPath();
    writeFileSync(path, writePublicKey(sampleEd25519(Buffer.alloc(32)), 'rfc4716', Buffer.from('me')));
    const { json } = await latchkeyJson(['keys', 'convert', path, '--to', 'ppk', '--out', newPath()]);
    expect(json.error).toEqual({
      code: 'keys.public-key',
      message: expect.stringMatching(/^This is a public key/),
    });
  });

  test('for people', async () => {
    const out = newPath();
    const { out: printed } = await latchkey(['keys', 'convert', pem, '--to', 'ppk', '--out', out]);
    expect(printed).toContain(`Wrote ${out}: PuTTY private key, version 3, not protected by a passphrase\n`);
  });
});

describe('wrong usage ends with status 2 and names what is wrong', () => {
  const out = ['--to', 'ppk', '--out', '/nowhere/key'];
  test.each<[string[], string, string]>([
    [['kyes'], 'cli.unknown-command', 'kyes'],
    [['keys', 'inspekt'], 'cli.unknown-command', 'keys inspekt'],
    [['keys', 'inspect'], 'cli.missing-argument', 'FILE'],
    [['keys', 'inspect', 'a', 'b'], 'cli.unwanted-argument', 'b'],
    [['keys', 'inspect', 'a', '--passphrase', 'secret'], 'cli.unknown-option', '--passphrase'],
    [['keys', 'inspect', 'a', '--passphrase-file'], 'cli.missing-value', '--passphrase-file'],
    [['keys', 'inspect', 'a', '--json=yes'], 'cli.unwanted-value', '--json'],
    [['keys', 'convert', 'a', '--out', 'b'], 'cli.missing-option', '--to'],
    [['keys', 'convert', 'a', '--to', 'ppk'], 'cli.missing-option', '--out'],
    [['keys', 'convert', 'a', '--to', 'ppk4', '--out', 'b'], 'cli.bad-value', 'ppk4'],
    [['keys', 'convert', 'a', ...out, '--ppk-kdf', 'bcrypt'], 'cli.bad-value', 'bcrypt'],
    [['keys', 'convert', 'a', ...out, '--ppk-passes', '0'], 'cli.bad-value', '--ppk-passes'],
    [['keys', 'convert', 'a', ...out, '--ppk-memory', '2e9'], 'cli.bad-value', '2e9'],
    [
      ['keys', 'convert', 'a', '--to', 'ppk2', '--out', 'b', '--ppk-passes', '3'],
      'cli.only-with',
      '--ppk-passes',
    ],
    [
      ['keys', 'convert', 'a', '--to', 'pem', '--out', 'b', '--ppk-kdf', 'argon2i'],
      'cli.only-with',
      '--to ppk',
    ],
    [
      ['keys', 'convert', 'a', ...out, '--ppk-memory', '1048576', '--ppk-passes', '17'],
      'cli.ppk-too-costly',
      '16777216',
    ],
    // With the memory that goes without saying.
    [['keys', 'convert', 'a', ...out, '--ppk-passes', '2049'], 'cli.ppk-too-costly', '--ppk-passes'],
    [
      ['keys', 'convert', 'a', '--to', 'public', '--out', 'b', '--new-passphrase-file', 'c'],
      'cli.not-for-public',
      '--new-passphrase-file',
    ],
  ])('%j', async (args, code, named) => {
    const { status, json } = await latchkeyJson(args);
    expect({ status, code: json.error.code }).toEqual({ status: 2, code });
    expect(json.error.message).toContain(named);
  });

  test.each(['ppk-kdf', 'ppk-memory', 'ppk-passes'] as const)(
    '--%s where no passphrase protects the new file',
    async (name) => {
      const value = name === 'ppk-kdf' ? 'argon2i' : '64';
      for (const more of [[], ['--new-passphrase-file', empty]]) {
        const args = ['keys', 'convert', pem, '--to', 'ppk', '--out', newPath(), `--${name}`, value, ...more];
        const { status, json } = await latchkeyJson(args);
        expect({ status, code: json.error.code }).toEqual({ status: 2, code: 'cli.unprotected' });
        expect(json.error.message).toContain(`--${name}`);
      }
    },
  );

  test('no command at all prints the help, on stderr', async () => {
    const { status, out: stdout, err } = await latchkey([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(err).toContain('latchkey keys inspect FILE');
  });
});

describe('help', () => {
  test.each([['--help'], ['-h'], ['help']])('latchkey %s', async (word) => {
    expect(await latchkey([word])).toMatchObject({
      status: 0,
      out: expect.stringContaining('latchkey keys convert'),
    });
  });

  test.each([[['keys', '--help']], [['keys', 'convert', '--help']], [['keys', 'inspect', '-h']]])(
    '%j',
    async (args) => {
      for (const language of ['en', 'ko'] as const) {
        const { status, out } = await latchkey(args, { language });
        expect(status).toBe(0);
        // Every option of cli.md.
        for (const word of [
          '--to',
          '--out',
          '--passphrase-file',
          '--new-passphrase-file',
          '--comment',
          '--ppk-kdf',
          '--ppk-memory',
          '--ppk-passes',
          '--force',
          '--json',
        ]) {
          expect(out).toContain(word);
        }
      }
    },
  );

  test('--version', async () => {
    expect((await latchkey(['--version'])).out).toMatch(/^latchkey \d+\.\d+\.\d+\n$/);
  });
});
