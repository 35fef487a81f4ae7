import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeCorpus } from './fuzz/corpus';
import { makeInput } from './fuzz/inputs';
import { buildChild, type FuzzResult, readCorpus, runChild } from './fuzz/run-fuzz';

/**
 * Real key files, damaged in every way, read by processes that are watched: only errors of ours come out, nothing stands
 * still, and memory is bounded. Every run has another seed; what fails is printed whole, as its file was fresh too.
 */

const inputs = 200_000;
/** Processes at a time: one for each core of a small machine. */
const lanes = 2;
/** Milliseconds of processor that one input may take. */
const patience = 1000;
/** MiB that a process may ever have: Electron or Node itself, the heap that it is allowed, and what lies outside of it. */
const memoryLimit = 512;

const folder = mkdtempSync(join(tmpdir(), 'latchkey-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`${inputs} damaged files: an answer or an error of ours, in bounded time and memory`, {
  timeout: 900_000,
}, async () => {
  const corpus = join(folder, 'corpus');
  expect(await makeCorpus(corpus)).toBeGreaterThan(150);
  const program = await buildChild(join(folder, 'program'));
  const seed = randomInt(2 ** 31);
  const share = inputs / lanes;
  const results = await Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      runChild({ program, corpus, folder, seed }, lane * share, (lane + 1) * share),
    ),
  );

  const files = readCorpus(corpus);
  const show = (number: number) =>
    `seed ${seed}, input ${number}: ${makeInput(files, seed, number).toString('base64')}`;
  expect(
    results.flatMap((result) => complaints(result).map(({ number, what }) => `${what}\n${show(number)}`)),
  ).toEqual([]);

  const reports = results.flatMap((result) => ('outcomes' in result ? [result] : []));
  const outcomes = sum(reports.map((report) => report.outcomes));
  console.log({
    seed,
    memory: reports.map(({ memory }) => memory),
    longest: reports.map(({ longest }) => longest),
    outcomes,
  });
  expect(Object.values(outcomes).reduce((all, count) => all + count, 0)).toBe(inputs);
  // The damage is neither so small that all is read, nor so great that nothing behind the first line is reached.
  for (const outcome of [
    'opened',
    'public',
    'keys.truncated',
    'keys.corrupt',
    'keys.mismatch',
    'keys.wrong-passphrase',
  ]) {
    expect(outcomes[outcome], outcome).toBeGreaterThan(100);
  }
});

test('a process that stands still, or runs out of memory, is reported with the number of its input', async () => {
  const child = (body: string) => {
    const program = join(folder, `bad-${body.length}.mjs`);
    const mark =
      'const mark = Buffer.alloc(4); mark.writeUInt32LE(42); writeFileSync(process.argv[6], mark);';
    writeFileSync(program, `import { writeFileSync } from 'node:fs'; ${mark} ${body}`);
    return runChild({ program, corpus: folder, folder, seed: 1, standstill: 1000 }, body.length, 100);
  };
  expect(await child('for (;;);')).toEqual({ stuckAt: 42, how: expect.stringContaining('it stood still') });
  expect(await child('const all = []; for (;;) all.push(new Array(100_000).fill(all.length));')).toEqual({
    stuckAt: 42,
    how: expect.stringContaining('heap out of memory'),
  });
});

/** What is wrong with a result, by the number of the input. */
function complaints(result: FuzzResult): { number: number; what: string }[] {
  if ('stuckAt' in result) return [{ number: result.stuckAt, what: result.how }];
  const { failures, longest, longestNumber, memory } = result;
  return [
    ...failures.map(({ number, stack }) => ({ number, what: stack })),
    ...(longest > patience ? [{ number: longestNumber, what: `It took ${longest} ms` }] : []),
    ...(memory > memoryLimit ? [{ number: longestNumber, what: `The process took ${memory} MiB` }] : []),
  ];
}

function sum(counts: Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const each of counts) {
    for (const [name, count] of Object.entries(each)) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}
