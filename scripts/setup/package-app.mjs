import { join } from 'node:path';
import { root } from './paths.mjs';
import { SetupError } from './run.mjs';

/** The program that `npm run dist -- --dir` leaves on this machine. */
export function packagedExecutable() {
  if (process.platform === 'darwin') {
    const folder = process.arch === 'arm64' ? 'mac-arm64' : 'mac';
    return join(root, 'dist', folder, 'Latchkey.app/Contents/MacOS/Latchkey');
  }
  if (process.platform === 'win32') return join(root, 'dist/win-unpacked/latchkey.exe');
  return join(
    root,
    process.arch === 'arm64' ? 'dist/linux-arm64-unpacked' : 'dist/linux-unpacked',
    'latchkey',
  );
}

/**
 * electron-builder's arguments for a runtime. With the official one it fetches, and verifies, what it packs by itself.
 * Any other is packed from its folder, and only into a folder on this machine: what users get is official.
 * @param {import('./electron.mjs').Runtime} electron
 * @param {string[]} args what the user asked for
 * @returns {string[]}
 * @throws {SetupError} where a package for users is asked of a runtime that must not reach them
 */
export function builderArguments(electron, args) {
  if (electron.kind === 'official') return args;
  if (!args.includes('--dir')) {
    throw new SetupError(
      `Only --dir can be built here: this Electron (${electron.folder}) is not the official download and must not reach users. Run this again where Electron's release host can be reached.`,
    );
  }
  return [...args, `-c.electronDist=${electron.folder}`, `-c.electronVersion=${electron.version}`];
}
