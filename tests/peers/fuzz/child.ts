import { openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeInput } from './inputs';
import { tryInput } from './try-input';

/**
 * The process that the parsers run in, so that a hang, a crash or a flood of memory harms nobody. Arguments: the folder of
 * the files, the seed, the first number, the number after the last, the file for the number in work, the file for the report.
 */
const [folder = '', seed = '', first = '', end = '', placeFile = '', reportFile = ''] = process.argv.slice(2);

/** What the child found. */
export interface Report {
  /** How many inputs came to what. */
  outcomes: Record<string, number>;
  /** The most memory that the process ever had, in MiB. */
  memory: number;
  /** The longest that one input kept the processor busy, in milliseconds, and its number. */
  longest: number;
  longestNumber: number;
  /** What is not to happen: the number of the input, and the error's stack. */
  failures: { number: number; stack: string }[];
}

const files = readdirSync(folder)
  .sort()
  .map((name) => readFileSync(join(folder, name)));
const place = openSync(placeFile, 'w');
const mark = Buffer.alloc(4);
const report: Report = { outcomes: {}, memory: 0, longest: 0, longestNumber: 0, failures: [] };

for (let number = Number(first); number < Number(end); number += 1) {
  const input = makeInput(files, Number(seed), number);
  // Written at once, so that who watches can tell which input this process never came back from.
  mark.writeUInt32LE(number);
  writeSync(place, mark, 0, 4, 0);
  const start = process.cpuUsage();
  let outcome = 'failed';
  try {
    outcome = await tryInput(input, number);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    report.failures.push({ number, stack });
  }
  const { user, system } = process.cpuUsage(start);
  const busy = (user + system) / 1000;
  if (busy > report.longest) Object.assign(report, { longest: busy, longestNumber: number });
  report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1;
  if (report.failures.length >= 20) break;
}
report.memory = process.resourceUsage().maxRSS / 1024;
writeFileSync(reportFile, JSON.stringify(report));
