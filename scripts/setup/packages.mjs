import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runNpm, SetupError } from './run.mjs';

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean }> }} Lockfile */

/**
 * Installs the npm packages of package-lock.json where what is installed differs from it.
 * @throws {SetupError} where npm fails
 */
export async function ensurePackages() {
  const wanted = readLockfile(join(root, 'package-lock.json'));
  const installed = readLockfile(join(root, 'node_modules/.package-lock.json'));
  if (isInstalled(wanted, installed)) return;
  console.log('Installing npm packages (npm ci) …');
  if ((await runNpm(['ci'])) !== 0) {
    throw new SetupError(
      'npm ci failed. Its own message is above; without a network, packages cannot be installed.',
    );
  }
}

/**
 * True where every package of the lockfile is installed in its version. Optional ones may be missing: most of them
 * are for other platforms. Versions are compared, not file times: `npm install` writes the two files in no fixed order.
 * @param {Lockfile} wanted package-lock.json
 * @param {Lockfile} installed node_modules/.package-lock.json, which npm writes last (docs.npmjs.com, package-lock-json)
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages ?? {}).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed.packages?.[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/**
 * @param {string} path
 * @returns {Lockfile} empty where there is none
 */
function readLockfile(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
