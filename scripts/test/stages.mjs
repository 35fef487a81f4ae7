import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureApp } from '../setup/build.mjs';
import { hasDisplay } from '../setup/display.mjs';
import { builderArguments } from '../setup/package-app.mjs';
import { root } from '../setup/paths.mjs';
import { run, runTool, SetupError } from '../setup/run.mjs';
import { countPlaywright, countVitest, settle } from './counts.mjs';

/**
 * One stage of `npm test`.
 * @typedef {object} Stage
 * @property {string} name as in `npm test -- NAME`
 * @property {import('./system-packages.mjs').Need[]} needs what it starts besides Node
 * @property {boolean} [usesElectron]
 * @property {string} [after] the stage without whose success this one can say nothing
 * @property {(context: Context) => Promise<import('./counts.mjs').Counts>} run
 */

/** @typedef {{ electron: import('../setup/electron.mjs').Runtime | undefined, ci: boolean }} Context */

/**
 * What is run in Electron as well as in Node: whatever touches keys and SSH, because Electron's cryptography is
 * BoringSSL. Parts of file paths, as vitest takes them.
 */
const cryptographic = [
  'main/keys/',
  'main/key-worker/',
  'main/cli/keys',
  'main/trust/',
  'main/ssh/',
  'tests/peers/keys',
  'tests/peers/ssh',
];

/** @type {Stage[]} in the order they run */
export const stages = [
  { name: 'lint', needs: [], run: lint },
  {
    name: 'types',
    needs: [],
    run: async () => passOrFail(await runTool('typescript/bin/tsc', ['-p', 'tsconfig.json'])),
  },
  { name: 'build', needs: [], run: build },
  { name: 'unit', needs: ['ssh'], run: (context) => vitest('unit', ['--project', 'unit'], context.ci) },
  {
    name: 'peers',
    needs: ['ssh', 'network', 'keyring'],
    run: (context) => vitest('peers', ['--project', 'peers'], context.ci),
  },
  { name: 'electron', needs: ['ssh', 'network', 'electron'], usesElectron: true, run: vitestInElectron },
  { name: 'package', needs: ['electron'], usesElectron: true, after: 'build', run: packageApp },
  {
    name: 'e2e',
    needs: ['electron', 'display', 'keyring', 'ssh', 'network'],
    usesElectron: true,
    after: 'build',
    run: playwright,
  },
];

async function lint() {
  const folders = [
    'contract',
    'common',
    'locales',
    'main',
    'preload',
    'renderer',
    'tests',
    'scripts',
    'bench',
  ];
  const style = await runTool('@biomejs/biome/bin/biome', ['check', '.']);
  const imports = await runTool('dependency-cruiser/bin/dependency-cruise.mjs', [
    '--config',
    '.dependency-cruiser.mjs',
    ...folders.filter((folder) => existsSync(join(root, folder))),
  ]);
  return passOrFail(style || imports);
}

async function build() {
  try {
    await ensureApp({ always: true });
    return passOrFail(0);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return passOrFail(1);
  }
}

/** @param {Context} context */
function vitestInElectron({ electron, ci }) {
  return vitest('electron', cryptographic, ci, electron?.executable);
}

/** @param {Context} context */
async function packageApp({ electron }) {
  if (!electron) throw new SetupError('There is no Electron to package.');
  return passOrFail(await runTool('electron-builder/cli.js', builderArguments(electron, ['--dir'])));
}

/**
 * @param {string} name of the report
 * @param {string[]} selection vitest's filters
 * @param {boolean} ci
 * @param {string} [electron] the executable to run vitest in, instead of this Node
 */
async function vitest(name, selection, ci, electron) {
  const report = freshReport(name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...selection, ...reporters];
  const env = electron ? { ...process.env, ELECTRON_RUN_AS_NODE: '1' } : process.env;
  const status = await run(electron ?? process.execPath, args, { env });
  return settle(countReport(report, countVitest), { status, ci });
}

/** @param {Context} context */
async function playwright({ ci }) {
  const report = freshReport('e2e');
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'];
  const options = { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } };
  const screen = ['-a', '-s', '-screen 0 1600x1200x24'];
  const status = hasDisplay()
    ? await run(process.execPath, args, options)
    : await run('xvfb-run', [...screen, process.execPath, ...args], options);
  return settle(countReport(report, countPlaywright), { status, ci });
}

/** @param {string} name @returns {string} a path at which no report of an earlier run is left */
function freshReport(name) {
  const report = join(root, 'test-results', `${name}.json`);
  rmSync(report, { force: true });
  return report;
}

/**
 * @template R
 * @param {string} report path
 * @param {(report: R) => import('./counts.mjs').Counts} count
 */
function countReport(report, count) {
  // A program that broke down before its end leaves no report; `settle` counts that as a failure.
  return existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
}

/** A stage that is itself one test. @param {number} status */
function passOrFail(status) {
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
}
