/** `npm test`: sets up, runs every stage and closes with `N passed, N failed`. `npm test -- lint unit` runs those named. */
import './setup/node-version.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { runMain, SetupError } from './setup/run.mjs';
import { total } from './test/counts.mjs';
import { stages } from './test/stages.mjs';
import { ensureSystemPackages } from './test/system-packages.mjs';

await runMain(async () => {
  const chosen = chooseStages(process.argv.slice(2));
  await ensurePackages();
  await ensureSystemPackages([...new Set(chosen.flatMap((stage) => stage.needs))]);
  const electron = chosen.some((stage) => stage.usesElectron) ? await ensureElectron() : undefined;
  const results = await runStages(chosen, { electron, ci: process.env.CI === 'true' });
  return summarize(results);
});

/** @param {string[]} names none means all */
function chooseStages(names) {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    const known = stages.map((stage) => stage.name).join(', ');
    throw new SetupError(`There is no stage ${unknown.join(', ')}. The stages are: ${known}.`);
  }
  return names.length === 0 ? stages : stages.filter((stage) => names.includes(stage.name));
}

/**
 * Runs the stages one after the other; one that fails stops only those that build on it.
 * @param {import('./test/stages.mjs').Stage[]} chosen
 * @param {import('./test/stages.mjs').Context} context
 */
async function runStages(chosen, context) {
  /** @type {{ name: string, counts: import('./test/counts.mjs').Counts, seconds: number }[]} */
  const results = [];
  for (const stage of chosen) {
    console.log(`\n── ${stage.name} ──`);
    const start = performance.now();
    const broken = results.some((result) => result.name === stage.after && result.counts.failed > 0);
    if (broken) console.log(`Not run, because ${stage.after} failed.`);
    const counts = broken ? { passed: 0, failed: 1, skipped: 0 } : await stage.run(context);
    results.push({ name: stage.name, counts, seconds: (performance.now() - start) / 1000 });
  }
  return results;
}

/**
 * Prints a line for each stage, and the sum, alone, on the last line.
 * @param {Awaited<ReturnType<typeof runStages>>} results
 * @returns {number} the exit status
 */
function summarize(results) {
  console.log('');
  for (const { name, counts, seconds } of results) {
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    console.log(
      `${name.padEnd(9)}${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds.toFixed(1)} s)`,
    );
  }
  const { passed, failed } = total(results.map((result) => result.counts));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
