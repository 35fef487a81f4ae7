import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, SetupError } from '../setup/run.mjs';

/**
 * Debian packages by what needs them; alternatives are the names of other releases (Ubuntu 24.04 and Debian 13 renamed
 * libraries with 64-bit times to …t64).
 */
const packages = {
  electron: [['libgtk-3-0t64', 'libgtk-3-0'], ['libasound2t64', 'libasound2'], ['libnss3'], ['libgbm1']],
  display: [['xvfb'], ['xauth'], ['xdotool']],
  keyring: [['libsecret-1-0'], ['gnome-keyring'], ['dbus']],
  ssh: [['openssh-server'], ['openssh-client'], ['putty-tools']],
  network: [['nftables'], ['iproute2']],
};

/** The programs among them, for systems without apt; the last three are of use on Linux only. */
const programs = {
  electron: [],
  display: process.platform === 'linux' ? ['Xvfb', 'xauth', 'xdotool'] : [],
  keyring: process.platform === 'linux' ? ['gnome-keyring-daemon', 'dbus-run-session'] : [],
  ssh: ['sshd', 'ssh-keygen', 'puttygen', 'plink'],
  network: process.platform === 'linux' ? ['nft', 'ip'] : [],
};

/** @typedef {keyof typeof packages} Need */

/**
 * Sees to it that the programs and libraries which tests start are there: installs them with apt-get on Debian and
 * Ubuntu as root, and names them elsewhere.
 * @param {Need[]} needs
 * @throws {SetupError} naming what is missing
 */
export async function ensureSystemPackages(needs) {
  if (!onPath('dpkg-query') || !onPath('apt-get')) return requirePrograms(needs);
  const missing = missingPackages(needs, isPackageInstalled);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const names = missing.map((names) => names.at(-1)).join(' ');
    throw new SetupError(`The tests need more programs. Install them with\n  sudo apt-get install ${names}`);
  }
  await install(missing);
}

/**
 * @param {Need[]} needs
 * @param {(name: string) => boolean} isThere
 * @returns {string[][]} one entry for each package of which no name is installed: its names
 */
export function missingPackages(needs, isThere) {
  return needs.flatMap((need) => packages[need]).filter((names) => !names.some(isThere));
}

/** @param {string[][]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.log(`Installing what the tests need: ${missing.map((names) => names.at(-1)).join(' ')} …`);
  await run('apt-get', ['update', '-qq'], { env });
  const names = missing.map((names) => names.find(isPackageAvailable) ?? names.at(-1) ?? '');
  const status = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  if (status !== 0) throw new SetupError(`apt-get install ${names.join(' ')} failed; the reason is above.`);
}

/** @param {Need[]} needs */
function requirePrograms(needs) {
  const missing = needs.flatMap((need) => programs[need]).filter((name) => !onPath(name));
  if (missing.length > 0) {
    throw new SetupError(`The tests start these programs, which are not on the PATH: ${missing.join(', ')}.`);
  }
}

/** @param {string} name */
function isPackageInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', `-f=\${db:Status-Status}`, name], { encoding: 'utf8' });
  return stdout === 'installed';
}

/** True where apt can install it under this very name. @param {string} name */
function isPackageAvailable(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /Candidate: (?!\(none\))/.test(stdout);
}

/** @param {string} program looked for where administrators' programs are, too: sshd is no user's command */
function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}
