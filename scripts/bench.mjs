/**
 * `npm run bench`: sets up, measures every question of bench/ and writes the answers to bench/RESULTS.md.
 * `npm run bench -- NAME` measures one; `-- --json` prints one JSON array and nothing else on standard output.
 */
import './setup/node-version.mjs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBenchmarks, questions } from './bench/build.mjs';
import { measure } from './bench/measure.mjs';
import { describeMachine, replaceSection, section, table } from './bench/report.mjs';
import { ensureApp } from './setup/build.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { keepStdoutFree, runMain, SetupError } from './setup/run.mjs';
import { ensureSystemPackages } from './test/system-packages.mjs';

await runMain(async () => {
  const words = process.argv.slice(2);
  const json = words.includes('--json');
  const chosen = chooseQuestions(words.filter((word) => word !== '--json'));
  if (json) keepStdoutFree();
  await ensurePackages();
  await ensureSystemPackages(['electron', 'display', 'ssh']);
  const electron = await ensureElectron();
  await ensureApp();
  const program = await buildBenchmarks();

  const machine = describeMachine(electron.version);
  /** @type {import('./bench/report.mjs').Row[]} */
  const all = [];
  let broken = 0;
  for (const name of chosen) {
    console.log(`\n── ${name} ──`);
    const rows = await measure(program, name);
    if (rows === undefined) {
      console.error(`${name} broke down; the reason is above.`);
      broken += 1;
      continue;
    }
    all.push(...rows);
    console.log(table(rows));
    keep(name, section(name, rows, { machine, date: new Date() }));
  }
  if (json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return broken === 0 ? 0 : 1;
});

/** @param {string[]} names none means all */
function chooseQuestions(names) {
  const known = questions();
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new SetupError(
      `There is no benchmark ${unknown.join(', ')}. The benchmarks are: ${known.join(', ')}.`,
    );
  }
  return names.length === 0 ? known : names;
}

/** Puts a question's section into the file of results; those of other questions stay. @param {string} name @param {string} text */
function keep(name, text) {
  const path = join(root, 'bench/RESULTS.md');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  writeFileSync(path, replaceSection(before, name, text));
}
