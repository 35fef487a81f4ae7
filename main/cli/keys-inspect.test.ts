import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keySummary, keyTarget } from '../../contract/keys';
import { isMessageKey, type Language, languages, translator } from '../../locales';
import { sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { writePrivateKey } from '../keys/write';
import { runCli } from './index';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-inspect-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rsa = sampleRsa(2048, 'me');
const pem = join(folder, 'rsa.pem');
writeFileSync(pem, await writePrivateKey(rsa, 'pem', ''));
const pkcs8 = join(folder, 'ed25519.pem');
writeFileSync(pkcs8, await writePrivateKey(sampleEd25519(new Uint8Array(32)), 'pkcs8', ''));
const two = join(folder, 'two.pem');
writeFileSync(
  two,
  Buffer.concat([await writePrivateKey(rsa, 'pem', ''), await writePrivateKey(rsa, 'openssh', '')]),
);

/** What `keys inspect` prints. */
async function inspect(args: string[], language: Language = 'en'): Promise<string> {
  let out = '';
  const status = await runCli(['keys', 'inspect', ...args], {
    stdout: (text) => {
      out += text;
    },
    stderr: () => {},
    askPassphrase: null,
    t: translator(language),
  });
  expect(status).toBe(0);
  return out;
}

test('people read which programs take the file, and of the others what they say, why, and what to convert to', async () => {
  const lines = (await inspect([pem])).split('\n');
  expect(lines).toContainEqual(expect.stringMatching(/^Works as it is with: PuTTYgen, OpenSSH/));
  expect(lines).toContainEqual(
    expect.stringMatching(
      /^PuTTY {2,}→ convert to ppk {2,}“Unable to use key file "…" \(OpenSSH SSH-2 private key/,
    ),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^PuTTY, PuTTY 0.74 and earlier, WinSCP .*\.ppk\.$/));
});

test('where no format helps, it says so', async () => {
  const out = await inspect([pkcs8]);
  expect(out).toContain('No program listed here reads the file as it is.');
  expect(out).toMatch(/^JSch .* → no format helps/m);
});

test('in Korean', async () => {
  expect(await inspect([pem], 'ko')).toMatch(/^그대로 쓸 수 있는 곳: PuTTYgen/m);
});

test('--json carries the advice for the file, and the other keys without one', async () => {
  const summary = keySummary.parse(JSON.parse(await inspect([two, '--json'])));
  expect(summary.advice.map(({ target }) => target)).toEqual(keyTarget.options);
  expect(summary.others).toHaveLength(1);
  expect(summary.others[0]).not.toHaveProperty('advice');
  expect(summary.warnings).toContainEqual({ code: 'several-keys', count: 2 });
});

test.each(languages)(
  'every target has a name and a sentence about what to take for it, in %s',
  (language) => {
    const t = translator(language);
    for (const target of keyTarget.options) {
      for (const key of [`keys.target.${target}`, `keys.advice.${target}`]) {
        expect(isMessageKey(key) && t(key), key).toBeTruthy();
      }
    }
  },
);
