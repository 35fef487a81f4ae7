import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { convertKey } from '../main/keys/convert';
import { inspectKey } from '../main/keys/inspect';
import type { PrivateKeyFormat } from '../main/keys/key-file';
import type { Row } from '../scripts/bench/report.mjs';
import { KeyFolder } from '../tests/fixtures/make-keys';
import { measureInElectron } from './tools/in-electron';
import { manyKeys, type Task } from './tools/many-keys';
import { comparison, figure } from './tools/rows';
import { alternate, isThere } from './tools/time';

const count = 1000;
const rounds = 5;
/** A process for each of the thousand would take minutes and tell nothing more. */
const peerCount = 25;

/**
 * How long does it take to inspect a key and to convert it, on average over 1,000 unprotected files of every type and
 * format, in one process? The files are in memory. puttygen, which takes a process for each key, is there for scale:
 * nothing is promised beside it.
 */
export default async function keysMany([folder]: string[]): Promise<Row[]> {
  if (folder !== undefined) return inElectron(folder);
  const keys = new KeyFolder();
  try {
    const tasks = await manyKeys(count);
    for (const [index, { bytes, to }] of tasks.entries()) {
      writeFileSync(join(keys.path, `${String(index).padStart(4, '0')}.${to}`), bytes, { mode: 0o600 });
    }
    return [...(await inNode(tasks)), ...measureInElectron('keys-many', [keys.path])];
  } finally {
    keys.remove();
  }
}

async function inNode(tasks: Task[]): Promise<Row[]> {
  const keys = new KeyFolder();
  try {
    const puttygen = isThere('puttygen', '--version') ? convertByPuttygen(keys) : undefined;
    const times = await alternate(rounds, {
      ours: () => inspectAndConvert(tasks),
      ...(puttygen && { puttygen }),
    });
    const values = perKey(times.ours, count);
    return [
      figure({
        name: 'Inspect and convert a key, of 1,000 in one Node process',
        values,
        unit: 'ms',
        target: 1,
      }),
      comparison({
        name: 'The same beside one puttygen process per key, which converts only',
        values,
        unit: 'ms',
        peer: 'puttygen',
        peerValues: perKey(times.puttygen ?? [], peerCount),
      }),
    ];
  } finally {
    keys.remove();
  }
}

async function inElectron(folder: string): Promise<Row[]> {
  const tasks = readdirSync(folder).map((name) => ({
    bytes: readFileSync(join(folder, name)),
    to: extname(name).slice(1) as PrivateKeyFormat,
  }));
  const { ours } = await alternate(rounds, { ours: () => inspectAndConvert(tasks) });
  const name = 'Inspect and convert a key, of 1,000 in one Electron process';
  return [figure({ name, values: perKey(ours, tasks.length), unit: 'ms', target: 1 })];
}

async function inspectAndConvert(tasks: Task[]): Promise<void> {
  for (const { bytes, to } of tasks) {
    await inspectKey(bytes);
    await convertKey(bytes, { to });
  }
}

/** Ed25519 keys, the cheapest that there are. */
function convertByPuttygen(keys: KeyFolder): () => void {
  const paths = Array.from({ length: peerCount }, () =>
    keys.file(keys.puttygen(keys.sshKeygen('ed25519'), ['-O', 'private']), '.ppk'),
  );
  const out = keys.newPath();
  return () => {
    for (const path of paths) execFileSync('puttygen', [path, '-O', 'private-openssh-new', '-o', out]);
  };
}

function perKey(times: number[], keys: number): number[] {
  return times.map((time) => time / keys);
}
