import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runKeyWork } from '../main/key-worker/run';
import { convertKey } from '../main/keys/convert';
import type { KeyFormat } from '../main/keys/key-file';
import { readKeyFile } from '../main/keys/read';
import type { Row } from '../scripts/bench/report.mjs';
import { root } from '../scripts/setup/paths.mjs';
import { KeyFolder } from '../tests/fixtures/make-keys';
import { comparison } from './tools/rows';
import { alternate, isThere } from './tools/time';

const rounds = 9;
const passphrase = 'correct horse battery';

interface Conversion {
  name: string;
  to: KeyFormat;
  /** Empty: unprotected. */
  newPassphrase: string;
  /** As many passes as the file that is read has, so that both do the same work; the default is counted up by the clock. */
  samePasses: boolean;
  puttygen: string[];
}

const conversions: Conversion[] = [
  {
    name: 'Open a protected PPK 3, write it as OpenSSH, unprotected',
    to: 'openssh',
    newPassphrase: '',
    samePasses: false,
    puttygen: ['-O', 'private-openssh-new'],
  },
  {
    name: 'Open a protected PPK 3, write it as PPK 3 under a new passphrase',
    to: 'ppk',
    newPassphrase: 'another passphrase',
    samePasses: true,
    puttygen: ['-O', 'private'],
  },
  {
    name: 'The same with passes by the clock, as both do unless told otherwise',
    to: 'ppk',
    newPassphrase: 'another passphrase',
    samePasses: false,
    puttygen: ['-O', 'private'],
  },
  {
    name: 'Open a protected PPK 3, write it as OpenSSH under a new passphrase',
    to: 'openssh',
    newPassphrase: 'another passphrase',
    samePasses: false,
    puttygen: ['-O', 'private-openssh-new'],
  },
];

/**
 * How long does it take to open a PPK 3 that puttygen protected at its default cost, and to write it in another form, beside
 * the whole puttygen process that does the same? What the user of the app waits for is the first figure of each pair: the
 * work in the thread for keys of a process that is running. The second is our whole command line, start of Node included.
 */
export default async function keysProtected(): Promise<Row[]> {
  const folder = new KeyFolder();
  try {
    const rows: Row[] = [];
    const there = isThere('puttygen', '--version');
    const source = folder.file(await makePpk(folder, there), '.ppk');
    for (const conversion of conversions) rows.push(...(await compare(folder, source, conversion, there)));
    return rows;
  } finally {
    folder.remove();
  }
}

async function compare(
  folder: KeyFolder,
  source: string,
  conversion: Conversion,
  there: boolean,
): Promise<Row[]> {
  const { name, to, newPassphrase, puttygen } = conversion;
  const bytes = readFileSync(source);
  const ppk = conversion.samePasses ? { passes: passesOf(bytes) } : {};
  const out = folder.newPath();
  const secrets = { old: folder.file(passphrase), new: folder.file(newPassphrase) };
  const passes = conversion.samePasses ? String(passesOf(bytes)) : null;

  const times = await alternate(rounds, {
    app: () => runKeyWork({ kind: 'convert', bytes, options: { to, passphrase, newPassphrase, ppk } }),
    cli: () =>
      execFileSync(process.execPath, [
        ...[
          join(root, 'scripts/latchkey.mjs'),
          'keys',
          'convert',
          source,
          '--to',
          to,
          '--out',
          out,
          '--force',
        ],
        ...['--passphrase-file', secrets.old, '--new-passphrase-file', secrets.new],
        ...(passes ? ['--ppk-passes', passes] : []),
      ]),
    ...(there && {
      puttygen: () =>
        execFileSync('puttygen', [
          ...[source, ...puttygen, '-o', out, '--reencrypt'],
          ...['--old-passphrase', secrets.old, '--new-passphrase', secrets.new],
          ...(passes ? ['--ppk-param', `passes=${passes}`] : []),
        ]),
    }),
  });
  const theirs = { unit: 'ms', peer: 'puttygen', peerValues: times.puttygen ?? [] };
  return [
    comparison({ name: `${name}: in the app`, values: times.app, target: 1.3, ...theirs }),
    comparison({ name: `${name}: the command line`, values: times.cli, ...theirs }),
  ];
}

/** A PPK 3 at puttygen's default cost; where there is no puttygen, at what it chose on the machine that this was written on. */
async function makePpk(folder: KeyFolder, there: boolean): Promise<Uint8Array> {
  const key = folder.sshKeygen('ed25519', { comment: 'a key' });
  if (there) return folder.puttygen(key, ['-O', 'private'], { new: passphrase });
  const options = { to: 'ppk', newPassphrase: passphrase, ppk: { passes: 13 } } as const;
  return (await convertKey(readFileSync(key), options)).bytes;
}

function passesOf(ppk: Uint8Array): number {
  const [file] = readKeyFile(ppk);
  const passes = file.kind === 'private' ? file.protection?.cost.passes : undefined;
  if (passes === undefined) throw new Error('Not a protected PPK 3');
  return passes;
}
