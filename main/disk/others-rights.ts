import { chmod, stat } from 'node:fs/promises';
import { FilesError, filesError } from './errors';
import { restrictToOwner } from './owner-only';

/** The bits of a mode that give rights to the group and to everyone. ssh refuses a key file that has any of them. */
const othersBits = 0o077;
const ownerBits = 0o600;

/**
 * True where others than the owner have rights to a file. On Windows always false: who is meant by an access list cannot be
 * told from the words that its tools print, and a folder of the user's own already keeps others out.
 * Fails with `files.not-found`, `files.no-permission`, `files.failed`.
 */
export async function haveOthersRights(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  try {
    return ((await stat(path)).mode & othersBits) !== 0;
  } catch (error) {
    throw filesError(error, path);
  }
}

/**
 * Takes the rights of others away from a file; of the owner's own, reading and writing stay as they are. Links are followed.
 * Fails with `files.not-found`, `files.no-permission` (not our file), `files.not-a-file`, and with `files.failed` where the
 * filesystem keeps no rights.
 */
export async function takeOthersRights(path: string): Promise<void> {
  try {
    const entry = await stat(path);
    if (!entry.isFile()) throw new FilesError('files.not-a-file', { path });
    await restrictToOwner(path);
    if (process.platform !== 'win32') await chmod(path, entry.mode & ownerBits);
  } catch (error) {
    throw filesError(error, path);
  }
  // FAT, and Windows' drives seen from Linux, take the change without a word and keep what they had.
  if (await haveOthersRights(path)) throw new FilesError('files.failed', { path, reason: 'ENOTSUP' });
}
