import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { Report } from './child';

/** MiB of JavaScript that the parsers may take. The largest input has one. */
const heapLimit = 256;

/** Bundles the child for the runtime that this is: Node reads no TypeScript. */
export async function buildChild(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, 'child.ts'),
      target: 'node20',
      outDir: folder,
      rollupOptions: { output: { format: 'es', entryFileNames: 'child.mjs' } },
    },
    // The folder may lie outside the repository, where no package is found.
    ssr: { noExternal: true },
  });
  return join(folder, 'child.mjs');
}

export interface FuzzRun {
  /** The built child. */
  program: string;
  /** Of the real files. */
  corpus: string;
  /** For what the children write. */
  folder: string;
  seed: number;
  /** Milliseconds of the clock after which a child that does not go on is ended. Left out: twenty seconds. */
  standstill?: number;
}

/** Far over what a busy machine adds to a slow input. */
const defaultStandstill = 20_000;

/** What became of one child: its report, or the number of the input that it never came back from, and how it ended. */
export type FuzzResult = Report | { stuckAt: number; how: string };

/** Runs the inputs from `first` to before `end` in a process of their own, and ends it where it stands still. */
export async function runChild(
  { program, corpus, folder, seed, standstill = defaultStandstill }: FuzzRun,
  first: number,
  end: number,
): Promise<FuzzResult> {
  const place = join(folder, `place-${first}`);
  const report = join(folder, `report-${first}.json`);
  const args = [program, corpus, seed, first, end, place, report].map(String);
  const child = spawn(process.execPath, [`--max-old-space-size=${heapLimit}`, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const how = await endOf(child, standstill, () => placeIn(place));
  if (existsSync(report)) return JSON.parse(readFileSync(report, 'utf8'));
  return { stuckAt: placeIn(place), how: `${how}\n${stderr.slice(-4000)}` };
}

/** Waits for the end of a child, and brings it about where its place does not change. */
function endOf(child: ChildProcess, standstill: number, readPlace: () => number): Promise<string> {
  return new Promise((resolve, reject) => {
    let [last, since] = [-1, performance.now()];
    let killed = false;
    const watch = setInterval(() => {
      const at = readPlace();
      if (at !== last) [last, since] = [at, performance.now()];
      if (performance.now() - since < standstill) return;
      killed = true;
      child.kill('SIGKILL');
    }, 250);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve(killed ? 'ended, because it stood still' : `ended by itself: ${signal ?? code}`);
    });
  });
}

function placeIn(path: string): number {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  return bytes.length < 4 ? -1 : bytes.readUInt32LE();
}

/** The real files, in the order that the children use. */
export function readCorpus(folder: string): Buffer[] {
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name)));
}
