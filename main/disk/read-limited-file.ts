import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { FilesError, filesError } from './errors';

/** How much to read at most, and whether a pipe will do as well as a file. */
export interface ReadLimits {
  /** Bytes. */
  limit: number;
  /** Waits for what comes out of a pipe, as in `--passphrase-file <(…)`. Without it pipes and devices are refused. */
  pipes?: boolean;
}

/**
 * Reads a whole file that is known to be small. One that is longer than the limit is refused by its size, unread.
 * Fails with `files.not-found`, `files.no-permission`, `files.is-folder`, `files.not-a-file`, `files.too-large`, `files.failed`.
 */
export async function readLimitedFile(path: string, { limit, pipes = false }: ReadLimits): Promise<Buffer> {
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. Windows has neither.
    const flags = pipes ? constants.O_RDONLY : constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
    const file = await open(path, flags);
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) throw new FilesError('files.is-folder', { path });
      if (!stat.isFile() && !pipes) throw new FilesError('files.not-a-file', { path });
      if (stat.size > limit) throw new FilesError('files.too-large', { path });
      return await readUpTo(file, limit, path);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw filesError(error, path);
  }
}

/** Reads to the end. The size that was asked before says nothing for a pipe, and a file may have grown since. */
async function readUpTo(file: FileHandle, limit: number, path: string): Promise<Buffer> {
  const buffer = Buffer.alloc(limit + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    length += bytesRead;
    if (length > limit) throw new FilesError('files.too-large', { path });
    if (bytesRead === 0) return buffer.subarray(0, length);
  }
}
