import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { bareLine, KeyFolder } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const program = 'scripts/latchkey.mjs';

/** Runs the command line as its user does: a process of its own, in the repository. */
async function latchkey(args: string[]): Promise<{ status: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)('node', [program, ...args]);
    return { status: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, out: stdout, err: stderr };
  }
}

test('a PEM from EC2 becomes a protected PPK that puttygen opens, and nothing is left beside it', async () => {
  const source = folder.sshKeygen('rsa', { format: 'pem' });
  const publicLine = bareLine(readFileSync(`${source}.pub`, 'utf8'));
  const out = folder.newPath('.ppk');
  const passphrase = folder.file('secret\n');
  const args = ['keys', 'convert', source, '--to', 'ppk', '--out', out, '--new-passphrase-file', passphrase];
  const converted = await latchkey([...args, '--json']);
  expect(converted.status).toBe(0);
  expect(JSON.parse(converted.out)).toMatchObject({ out, format: 'ppk', encrypted: true });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(bareLine(folder.puttygen(out, ['-O', 'public-openssh'], { old: 'secret' }).toString())).toBe(
    publicLine,
  );

  const again = await latchkey([...args, '--json']);
  expect(again.status).toBe(1);
  expect(JSON.parse(again.out)).toEqual({
    error: { code: 'files.exists', message: expect.stringContaining(out) },
  });
});

test('wrong usage ends with status 2, and only stderr says so', async () => {
  const { status, out, err } = await latchkey(['keys', 'convert', 'a.pem']);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).toMatch(/^latchkey: The option --to is missing/);
});

test('a passphrase file may be a pipe', async () => {
  const source = folder.sshKeygen('ed25519', { passphrase: 'secret' });
  const command = `node ${program} keys inspect ${source} --json --passphrase-file <(echo secret)`;
  const { stdout } = await promisify(execFile)('bash', ['-c', command]);
  expect(JSON.parse(stdout)).toMatchObject({ encrypted: true, algorithm: 'ssh-ed25519' });
});

test('at a terminal the passphrase is asked for and not shown', async () => {
  const source = folder.sshKeygen('ed25519', { passphrase: 'secret' });
  const out = folder.newPath();
  const command = `node ${program} keys convert ${source} --to openssh --out ${out}`;
  // script(1) gives the command a terminal of its own and passes on what that shows.
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, LC_ALL: 'C' } });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const asked = shown.includes('Passphrase for');
    shown += text;
    // A letter too many, taken back.
    if (!asked && shown.includes('Passphrase for')) child.stdin.write('secretx\u007f\r');
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(shown).toContain(`Passphrase for ${source}: `);
  expect(shown).not.toContain('secret');
  expect(status).toBe(0);
  expect(existsSync(out)).toBe(true);
});

test('what is typed while a passphrase is tried is not shown', async () => {
  const source = folder.newPath('.ppk');
  const passphrase = folder.file('secret\n');
  const kdf = ['--ppk-passes', '34', '--new-passphrase-file', passphrase];
  const made = await latchkey([
    'keys',
    'generate',
    '--type',
    'ed25519',
    '--to',
    'ppk',
    '--out',
    source,
    ...kdf,
  ]);
  expect(made.status).toBe(0);
  const command = `node ${program} keys convert ${source} --to ppk2 --out ${folder.newPath()}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, LC_ALL: 'C' } });
  // What came too early and was kept after all would be taken back.
  const answers = ['wrong\r', '\u0015secret\r'];
  let hurried = false;
  let shown = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const prompt = shown.indexOf('Passphrase for', seen);
    if (prompt >= 0) {
      seen = prompt + 1;
      child.stdin.write(answers.shift() ?? '\u0003');
    }
    // The line ends as soon as the first answer is there, and the trying begins.
    if (!hurried && /Passphrase for .*\r\n/.test(shown)) {
      hurried = true;
      child.stdin.write('impatient');
    }
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(shown).toContain('The passphrase is wrong');
  expect(shown).not.toContain('impatient');
  expect(status).toBe(0);
});

test('Ctrl-C while an answer is tried ends the program', async () => {
  const source = folder.newPath('.ppk');
  const passphrase = folder.file('secret\n');
  const kdf = ['--ppk-passes', '13', '--new-passphrase-file', passphrase];
  await latchkey(['keys', 'generate', '--type', 'ed25519', '--to', 'ppk', '--out', source, ...kdf]);
  // Half a minute of work.
  const costly = folder.file(readFileSync(source, 'latin1').replace('Passes: 13', 'Passes: 2048'), '.ppk');
  const out = folder.newPath();
  const command = `node ${program} keys convert ${costly} --to openssh --out ${out}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, LC_ALL: 'C' } });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const asked = shown.includes('Passphrase for');
    shown += text;
    if (!asked && shown.includes('Passphrase for')) child.stdin.write('secret\r');
    if (/Working … \d+ %/.test(text)) child.stdin.write('\u0003');
  });
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
  expect(existsSync(out)).toBe(false);
});

test('long work shows how far it is; Ctrl-C ends it at once and leaves no file', async () => {
  const source = folder.newPath('.ppk');
  const passphrase = folder.file('secret\n');
  const make = [
    'keys',
    'generate',
    '--type',
    'ed25519',
    '--to',
    'ppk',
    '--out',
    source,
    '--ppk-passes',
    '13',
  ];
  expect((await latchkey([...make, '--new-passphrase-file', passphrase])).status).toBe(0);
  // Half a minute of work.
  const costly = folder.file(readFileSync(source, 'latin1').replace('Passes: 13', 'Passes: 2048'), '.ppk');
  const before = readdirSync(folder.path);
  const out = folder.newPath();
  const command = `node ${program} keys convert ${costly} --to openssh --out ${out} --passphrase-file ${passphrase}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, LC_ALL: 'C' } });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    // What the terminal makes a signal of.
    if (/Working … \d+ %/.test(text)) child.stdin.write('\u0003');
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(status).toBe(130);
  // The line is taken away again.
  expect(shown.endsWith('\u001b[K')).toBe(true);
  expect(readdirSync(folder.path)).toEqual(before);
});
