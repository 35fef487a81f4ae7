import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFresh } from './freshness.mjs';
import { root } from './paths.mjs';
import { runTool, SetupError } from './run.mjs';

const shared = ['common', 'contract', 'locales', 'assets', 'main', 'package.json', 'package-lock.json'];
const appSources = [...shared, 'preload', 'renderer', 'electron.vite.config.ts'].map((name) =>
  join(root, name),
);
const cliSources = [...shared, 'scripts/setup/build.mjs'].map((name) => join(root, name));

/**
 * Builds the app into out/ where its sources changed since the last time.
 * @param {{ always?: boolean }} [options]
 * @throws {SetupError} where the build fails
 */
export async function ensureApp({ always = false } = {}) {
  const stamp = join(root, 'out/.built');
  if (!always && isFresh(stamp, appSources)) return;
  console.log('Building the app …');
  const start = new Date();
  // Its own message about the Electron version is for apps that let it choose the targets; ours are set.
  const status = await runTool('electron-vite/bin/electron-vite.js', [
    'build',
    '--ignoreConfigWarning',
    '--logLevel',
    'warn',
  ]);
  if (status !== 0) throw new SetupError('The build failed; the reason is above.');
  writeFileSync(stamp, '');
  // As old as the start of the build, so that what changed during it is built the next time.
  utimesSync(stamp, start, start);
}

/**
 * Builds the command line into out/cli/latchkey.js, and beside it its worker thread for keys, where their sources changed
 * since. Prints nothing, because standard output belongs to the command.
 * @returns {Promise<string>} the built command line
 */
export async function ensureCli() {
  const folder = join(root, 'out/cli');
  const product = join(folder, 'latchkey.js');
  if (isFresh(product, cliSources)) return product;
  const start = new Date();
  mkdirSync(folder, { recursive: true });
  // Last the file whose age says that all of them are there.
  await buildForNode('main/key-worker/worker.ts', join(folder, 'key-worker.js'), start);
  await buildForNode('main/cli/main.ts', product, start);
  return product;
}

/**
 * Packages of many small modules: put into the one file, they start in half the time. All others are left where they are,
 * since most commands never load them.
 */
const bundled = ['zod', 'intl-messageformat', /^@formatjs\//, /^@noble\//, 'ipaddr.js'];

/**
 * Builds one file for Node. It appears whole, so that commands started side by side do not disturb each other.
 * @param {string} source
 * @param {string} product
 * @param {Date} start when the building began
 */
async function buildForNode(source, product, start) {
  const { build } = await import('vite');
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: bundled },
    build: {
      // `ssr`: for Node, with the packages of node_modules left where they are.
      ssr: source,
      target: 'node20',
      write: false,
      rollupOptions: { output: { format: 'es', codeSplitting: false } },
    },
  });
  const output = /** @type {import('vite').Rollup.RollupOutput} */ (result).output;
  const temporary = `${product}.${process.pid}`;
  writeFileSync(temporary, output[0].code);
  utimesSync(temporary, start, start);
  renameSync(temporary, product);
}
