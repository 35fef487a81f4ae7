import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The icacls arguments that leave a file to one user: nothing inherited, nobody else listed. */
export function icaclsArguments(path: string, user: string): string[] {
  return [path, '/inheritance:r', '/grant:r', `${user}:F`];
}

/**
 * Takes a file that is still empty away from everyone but its owner. Elsewhere than on Windows there is nothing left to
 * do: there the file was created with mode 0600. OpenSSH for Windows asks for the same access list.
 */
export async function restrictToOwner(path: string): Promise<void> {
  if (process.platform !== 'win32') return;
  const { SystemRoot = 'C:\\Windows', USERDOMAIN, USERNAME = '' } = process.env;
  const user = USERDOMAIN ? `${USERDOMAIN}\\${USERNAME}` : USERNAME;
  // By its full path: a program of that name in the working folder must not be run.
  const icacls = join(SystemRoot, 'System32', 'icacls.exe');
  await promisify(execFile)(icacls, icaclsArguments(path, user), { windowsHide: true });
}
