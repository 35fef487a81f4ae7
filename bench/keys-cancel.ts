import { setImmediate, setTimeout } from 'node:timers/promises';
import { runKeyWork } from '../main/key-worker/run';
import { countKeyThreads } from '../main/key-worker/threads';
import { KeyError } from '../main/keys/errors';
import type { Row } from '../scripts/bench/report.mjs';
import { costlyFiles } from './tools/costly-files';
import { figure, percentile } from './tools/rows';

const rounds = 10;
const passphrase = 'correct horse battery';
/** Milliseconds into a derivation that would take seconds or minutes. */
const runningFor = 400;

/** How long after Cancel is the thread that derives a key gone? The slowest round counts. */
export default async function keysCancel(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, bytes } of await costlyFiles(passphrase)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await cancelOnce(bytes));
    rows.push(
      figure({ name: `Cancel while ${name} derives a key: median`, values: times, unit: 'ms', target: 200 }),
    );
    const slowest = [percentile(times, 100)];
    rows.push(
      figure({
        name: `Cancel while ${name} derives a key: slowest`,
        values: slowest,
        unit: 'ms',
        target: 200,
      }),
    );
  }
  return rows;
}

/** Milliseconds from Cancel until no thread is left. */
async function cancelOnce(bytes: Uint8Array): Promise<number> {
  const cancel = new AbortController();
  const work = runKeyWork({ kind: 'inspect', bytes, options: { passphrase } }, { signal: cancel.signal });
  const code = work.then(
    () => 'done',
    (error: unknown) => (error instanceof KeyError ? error.code : error),
  );
  await setTimeout(runningFor);
  if (countKeyThreads() !== 1) throw new Error(`Not one thread but ${countKeyThreads()}`);
  const start = performance.now();
  cancel.abort();
  while (countKeyThreads() > 0) await setImmediate();
  const time = performance.now() - start;
  if ((await code) !== 'keys.cancelled') throw new Error(`It was not cancelled: ${await code}`);
  return time;
}
