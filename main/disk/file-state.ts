import { stat } from 'node:fs/promises';
import { FilesError, filesError } from './errors';

/** What the disk says of a path; links are followed. */
export interface FileState {
  kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  size: number;
  /** When it was last changed: whole milliseconds since 1970. */
  modified: number;
  /** The same for two paths that lead to the same file; null where the filesystem does not number its files. */
  identity: string | null;
}

/** Asks the disk about a path, opening nothing. Fails with `files.not-found`, `files.no-permission`, `files.failed`. */
export async function fileState(path: string): Promise<FileState> {
  try {
    // File numbers of Windows do not fit a double.
    const entry = await stat(path, { bigint: true });
    return {
      kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
      size: Number(entry.size),
      modified: Number(entry.mtimeMs),
      identity: entry.ino === 0n ? null : `${entry.dev}:${entry.ino}`,
    };
  } catch (error) {
    throw filesError(error, path);
  }
}

/** Fails with `files.changed` where a path no longer leads to the file of that state, or its content was written since; else as `fileState`. */
export async function assertUnchanged(path: string, before: FileState): Promise<void> {
  const now = await fileState(path);
  const same =
    now.kind === before.kind &&
    now.size === before.size &&
    now.modified === before.modified &&
    now.identity === before.identity;
  if (!same) throw new FilesError('files.changed', { path });
}
