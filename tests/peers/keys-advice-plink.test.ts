import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convertKey } from '../../main/keys/convert';
import { inspectKey } from '../../main/keys/inspect';
import type { KeyFormat } from '../../main/keys/key-file';
import { type Dirt, dirt } from '../fixtures/dirty-keys';
import { contains, plinkWith } from '../fixtures/foreign-programs';
import { KeyFolder } from '../fixtures/make-keys';
import { type Sshd, startSshd } from '../servers/sshd';

const folder = new KeyFolder();
const rsa = folder.sshKeygen('rsa', { format: 'pem' });
const ed25519 = folder.sshKeygen('ed25519', { comment: 'me' });
const source = { rsa: readFileSync(rsa), ed25519: readFileSync(ed25519) };
let sshd: Sshd;

beforeAll(async () => {
  const authorizedKeys = [rsa, ed25519].map((path) => readFileSync(`${path}.pub`, 'utf8').trim());
  sshd = await startSshd({ authorizedKeys });
});

afterAll(async () => {
  await sshd.stop();
  folder.remove();
});

const cases: [keyof typeof source, KeyFormat, Dirt][] = [
  ['rsa', 'ppk', 'as it is'],
  ['rsa', 'ppk2', 'as it is'],
  ['ed25519', 'ppk', 'CRLF'],
  ['ed25519', 'ppk', 'CR only'],
  ['ed25519', 'ppk', 'blank lines between'],
  ['ed25519', 'ppk', 'two blank lines between'],
  ['ed25519', 'ppk', 'byte order mark'],
  ['ed25519', 'ppk', 'UTF-16'],
  ['ed25519', 'ppk', 'blank line first'],
  ['ed25519', 'ppk', 'Bag Attributes first'],
  ['ed25519', 'ppk', 'space after Encryption'],
  ['ed25519', 'ppk', 'spaces in the body'],
  ['ed25519', 'ppk', 'space after Comment'],
  ['ed25519', 'ppk', 'capital MAC'],
  ['rsa', 'pem', 'as it is'],
  ['rsa', 'pem', 'byte order mark'],
  ['rsa', 'pkcs8', 'as it is'],
  ['ed25519', 'openssh', 'as it is'],
  ['ed25519', 'public', 'as it is'],
  ['rsa', 'rfc4716', 'as it is'],
];

test.each(cases)('%s as %s, %s: PuTTY logs in, or says what we say', async (key, to, way) => {
  const bytes = dirt[way]((await convertKey(source[key], { to })).bytes);
  const { advice } = await inspectKey(bytes);
  const { reads, says } = advice.find(({ target }) => target === 'putty')!;
  const printed = await plinkWith(sshd, folder.file(bytes));
  expect(printed.includes('shell of 42'), printed).toBe(reads);
  if (says) expect(contains(printed, says), `“${says}” in ${printed}`).toBe(true);
});
