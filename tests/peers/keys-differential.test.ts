import { afterAll, type ExpectStatic, expect, test } from 'vitest';
import { inspectKey } from '../../main/keys/inspect';
import {
  type KeyFormat,
  openKey,
  type PrivateKeyFormat,
  type PublicKeyFormat,
} from '../../main/keys/key-file';
import type { PrivateKey } from '../../main/keys/model';
import { readKeyFile } from '../../main/keys/read';
import { writePrivateKey, writePublicKey } from '../../main/keys/write';
import { bareLine } from '../fixtures/make-keys';
import { ec2FingerprintsByOpenssl, fingerprintsByTools } from './differential/fingerprints';
import { readers } from './differential/readers';
import { type Source, sources } from './differential/sources';
import { KeyTools } from './differential/tools';
import { type Type, types } from './differential/types';

/**
 * Fresh keys of every type, from every tool in every format and state of protection: read by us and compared with what the
 * tools say of them, then converted by us to every format and read back by the tools.
 */

const tools = new KeyTools();
afterAll(() => tools.remove());

const passphrase = 'correct horse battery';
const comment = 'ein Schl\u00fcssel, made today';
const privateFormats: PrivateKeyFormat[] = ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'];
const publicFormats: PublicKeyFormat[] = ['public', 'rfc4716'];

const cells = sources.flatMap((source) => source.types.map((type) => ({ source, type, name: source.name })));

/** The public keys that went there and back. */
const keys = new Set<string>();
/** The types, formats and states of protection that a tool read back. */
const readBack = new Set<string>();
/** Keys of each type so far. */
const turns = new Map<Type, number>();

const howMany = ({ isCostly }: Source, type: Type) => (isCostly ? 1 : types[type]);
const formatsOf = (type: Type) =>
  privateFormats.filter((format) => format !== 'pem' || !type.startsWith('ed'));

test.concurrent.for(cells)('$type by $name', async ({ source, type }, { expect }) => {
  for (let count = 0; count < howMany(source, type); count += 1) await thereAndBack(source, type, expect);
});

test('that were at least 500 different keys, and every type in every format, protected and not', () => {
  const all = (Object.keys(types) as Type[]).flatMap((type) => [
    ...formatsOf(type).flatMap((format) => [`${type} ${format} protected`, `${type} ${format} plain`]),
    ...publicFormats.map((format) => `${type} ${format} plain`),
  ]);
  expect([...readBack].sort()).toEqual(all.sort());
  expect(keys.size).toBe(cells.reduce((sum, { source, type }) => sum + howMany(source, type), 0));
  expect(keys.size).toBeGreaterThanOrEqual(500);
});

async function thereAndBack(source: Source, type: Type, expect: ExpectStatic): Promise<void> {
  const secret = source.isProtected ? passphrase : '';
  const { bytes, publicLine } = await source.make(tools, { type, comment, passphrase: secret });
  const line = bareLine(publicLine);

  const summary = await inspectKey(bytes, { passphrase: secret });
  const { sha256, md5 } = await fingerprintsByTools(tools, type, line);
  expect(summary).toMatchObject({
    format: source.format,
    encrypted: source.isProtected,
    comment: source.keepsComment ? comment : null,
    fingerprints: { sha256, md5 },
  });
  expect(bareLine(summary.publicKey ?? '')).toBe(line);

  const [file] = readKeyFile(bytes);
  if (file.kind !== 'private') throw new Error('A public key');
  // Once for all formats: opening takes far more time than writing.
  const key = await openKey(file, secret);
  if (type.startsWith('rsa')) {
    const pkcs8 = await writePrivateKey(key, 'pkcs8', '');
    expect(summary.fingerprints).toMatchObject(await ec2FingerprintsByOpenssl(tools, pkcs8));
  }
  await writeAll(key, { type, line, expect });
  keys.add(line);
}

interface Expected {
  type: Type;
  line: string;
  expect: ExpectStatic;
}

/** Writes every format; in turn one of them protected, three times each: that is what takes time. */
async function writeAll(key: PrivateKey, { type, line, expect }: Expected): Promise<void> {
  const turn = turns.get(type) ?? 0;
  turns.set(type, turn + 1);
  const formats = formatsOf(type);
  const protectedOne = turn < 3 * formats.length ? formats[turn % formats.length] : undefined;
  const check = async (to: KeyFormat, bytes: Buffer, secret: string) => {
    const read = await readers[to](tools, { bytes, type, passphrase: secret });
    expect(bareLine(read), to).toBe(line);
    readBack.add(`${type} ${to} ${secret === '' ? 'plain' : 'protected'}`);
  };
  for (const to of formats) {
    const secret = to === protectedOne ? 'another passphrase' : '';
    await check(to, await writePrivateKey(key, to, secret, { memory: 1024, passes: 3 }), secret);
  }
  for (const to of publicFormats) await check(to, writePublicKey(key, to, key.comment), '');
  if (!formats.includes('pem')) {
    await expect(writePrivateKey(key, 'pem', '')).rejects.toMatchObject({ code: 'keys.format-cannot-carry' });
  }
}
