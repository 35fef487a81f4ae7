import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deriveEddsa } from '../../main/keys/eddsa';
import { KeyError } from '../../main/keys/errors';
import { openKey, type PrivateKeyFormat } from '../../main/keys/key-file';
import type { PrivateKey } from '../../main/keys/model';
import { readKeyFile } from '../../main/keys/read';
import { writePrivateKey } from '../../main/keys/write';
import { KeyFolder, run } from '../../tests/fixtures/make-keys';
import { sampleEcdsa, sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';

const formats: PrivateKeyFormat[] = ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'];

/** One key file of the many, and what to make of it. */
export interface Task {
  bytes: Buffer;
  to: PrivateKeyFormat;
}

/**
 * Unprotected key files: every type in equal shares, from and to every format that can carry it, in turn. Keys that take
 * long to make come from a few that are used again and again; no two files of the other types hold the same key.
 */
export async function manyKeys(count: number): Promise<Task[]> {
  const makers = await keyMakers();
  const tasks: Task[] = [];
  for (let turn = 0; tasks.length < count; turn += 1) {
    for (const [index, make] of makers.entries()) {
      const key = make(turn);
      const carried = await carriers(key);
      // Steps without a common divisor, so that every pair of formats comes up.
      const [, from] = carried[turn % carried.length]!;
      const [to] = carried[(Math.floor(turn / carried.length) + index) % carried.length]!;
      tasks.push({ bytes: from, to });
    }
  }
  return tasks.slice(0, count);
}

/** The key in every format that can carry it. */
async function carriers(key: PrivateKey): Promise<[PrivateKeyFormat, Buffer][]> {
  const files: [PrivateKeyFormat, Buffer][] = [];
  for (const format of formats) {
    try {
      files.push([format, await writePrivateKey(key, format, '')]);
    } catch (error) {
      if (!(error instanceof KeyError && error.code === 'keys.format-cannot-carry')) throw error;
    }
  }
  return files;
}

/** One function per type; it answers a key for each turn. */
async function keyMakers(): Promise<((turn: number) => PrivateKey)[]> {
  const rsa2048 = Array.from({ length: 10 }, () => sampleRsa(2048, 'a key'));
  const rsa4096 = Array.from({ length: 4 }, () => sampleRsa(4096, 'a key'));
  const dsa = await someDsa();
  const scalar = (bytes: number) => BigInt(`0x01${randomBytes(bytes - 2).toString('hex')}`);
  return [
    (turn) => rsa2048[turn % rsa2048.length]!,
    (turn) => rsa4096[turn % rsa4096.length]!,
    (turn) => dsa[turn % dsa.length]!,
    () => sampleEcdsa(0, scalar(32), 'a key'),
    () => sampleEcdsa(1, scalar(48), 'a key'),
    () => sampleEcdsa(2, scalar(66), 'a key'),
    () => sampleEd25519(randomBytes(32), 'a key'),
    () => {
      const seed = randomBytes(57);
      const publicKey = deriveEddsa('ssh-ed448', seed);
      return { algorithm: 'ssh-ed448', seed, publicKey, comment: Buffer.from('a key') };
    },
  ];
}

/** From ssh-keygen: Electron's cryptography makes none. */
async function someDsa(): Promise<PrivateKey[]> {
  const folder = new KeyFolder();
  try {
    const keys: PrivateKey[] = [];
    for (let index = 0; index < 5; index += 1) {
      const path = folder.newPath();
      run('ssh-keygen', ['-q', '-t', 'dsa', '-N', '', '-C', 'a key', '-f', path]);
      const [file] = readKeyFile(readFileSync(path));
      if (file.kind === 'private') keys.push(await openKey(file));
    }
    return keys;
  } finally {
    folder.remove();
  }
}
