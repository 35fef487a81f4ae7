import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FilesError, filesError, systemCode } from './errors';
import { assertUnchanged, type FileState } from './file-state';
import { restrictToOwner } from './owner-only';

/** Whether an existing file may be replaced; `hardLink` is `link` but in tests. */
export interface WriteOptions {
  replace: boolean;
  /** Replaces the file only as it was then: what was written to it meanwhile stays, and `files.changed` says so. */
  unchanged?: FileState;
  hardLink?: typeof link;
}

/** The place for a file, made before its bytes are there. `commit` or `discard` ends it. */
export interface PreparedFile {
  /** Writes the bytes and gives the file its name. Fails as `writePrivateFile` does; then nothing is left behind. */
  commit(bytes: Uint8Array): Promise<void>;
  /** Leaves nothing behind. Without effect after `commit`. */
  discard(): Promise<void>;
}

/**
 * Writes a file that only its owner may read: mode 0600, on Windows an access list with the owner alone. The file
 * appears whole or not at all, and a failure leaves nothing behind.
 *
 * Without `replace` an existing file is `files.exists`, also one that appears at the last moment. With it the name is
 * taken over: a symbolic link is replaced itself, never followed, so that no link can lead a secret elsewhere. A folder
 * or a device is never replaced.
 * Fails with any code of `FilesErrorCode` but `files.too-large`; with `files.changed` only where `unchanged` is given.
 */
export async function writePrivateFile(
  path: string,
  bytes: Uint8Array,
  options: WriteOptions,
): Promise<void> {
  const file = await preparePrivateFile(path, 0, options);
  await file.commit(bytes);
}

/**
 * Does all of `writePrivateFile` that can be done before the bytes are known: the name is free or may be taken, the
 * folder takes files, and the disk has given up `reserved` bytes. For bytes that cannot be had a second time.
 * Fails as `writePrivateFile` does.
 */
export async function preparePrivateFile(
  path: string,
  reserved: number,
  { replace, unchanged, hardLink = link }: WriteOptions,
): Promise<PreparedFile> {
  await assertNameFree(path, replace);
  // In the same folder, so that it lies on the same filesystem; short, so that a long name still fits.
  const temporary = join(dirname(path), `.latchkey-${randomBytes(8).toString('hex')}.tmp`);
  const file = await createPrivate(temporary, Buffer.alloc(reserved)).catch((error: unknown) => {
    throw filesError(folderError(error, path), path);
  });
  const discard = async () => {
    await file.close().catch(() => {
      // Closed already, or broken: the file goes in any case.
    });
    await rm(temporary, { force: true }).catch(() => {
      // What made the write fail, e.g. a folder that is gone, makes this fail too; that error is the one to tell.
    });
  };
  return {
    discard,
    async commit(bytes) {
      try {
        await writeThrough(file, bytes);
        await file.close();
        if (unchanged) await assertUnchanged(path, unchanged);
        if (replace) await rename(temporary, path);
        else await placeNew(temporary, path, bytes, hardLink);
      } catch (error) {
        throw filesError(error, path);
      } finally {
        await discard();
      }
      await syncFolder(dirname(path));
    },
  };
}

/** Fails where the name is taken by something that must stay: `files.exists`, `files.is-folder`, `files.not-a-file`. */
export async function assertNameFree(path: string, replace: boolean): Promise<void> {
  const entry = await lstat(path).catch(() => null);
  if (!entry) return;
  // Behind a link lies what the user means; a broken link can go.
  const target = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
  if (target?.isDirectory()) throw new FilesError('files.is-folder', { path });
  if (target && !target.isFile()) throw new FilesError('files.not-a-file', { path });
  if (!replace) throw new FilesError('files.exists', { path });
}

/** Gives the finished file its name unless that is taken: link() does both in one step, which rename() cannot. */
async function placeNew(
  temporary: string,
  path: string,
  bytes: Uint8Array,
  hardLink: typeof link,
): Promise<void> {
  try {
    await hardLink(temporary, path);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw error;
    // FAT, exFAT and some network drives know no hard links, each with an error of its own. Creating the file in place
    // still never replaces one, and fails with the true reason if it was another.
    const file = await createPrivate(path, bytes);
    await file.close();
  }
}

/** Creates a file that must not exist yet and writes it through to the disk; removes it again where that fails. */
async function createPrivate(path: string, bytes: Uint8Array): Promise<FileHandle> {
  const file = await open(path, 'wx', 0o600);
  try {
    await restrictToOwner(path);
    await writeThrough(file, bytes);
    return file;
  } catch (error) {
    await file.close().catch(() => {
      // Broken: the file goes in any case.
    });
    await rm(path, { force: true });
    throw error;
  }
}

/** Makes the bytes all that the file holds. Written over what is there before it is cut off: the space stays ours. */
async function writeThrough(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; )
    at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  await file.truncate(bytes.length);
  await file.sync();
}

/** A file that cannot be created for want of its folder is told by the folder's path. */
function folderError(error: unknown, path: string): unknown {
  const code = systemCode(error);
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return error;
  return new FilesError('files.no-folder', { path: dirname(path) }, { cause: error });
}

/** Makes the new name itself survive a power cut. Windows cannot open folders, and some filesystems refuse: no harm done. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  try {
    await folder?.sync();
  } catch {
    // As above.
  } finally {
    await folder?.close();
  }
}
