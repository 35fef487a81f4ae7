import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { filesError } from './errors';

/** Reads the first bytes of a file, at most `length`. Nothing that is not a plain file is waited for. Fails as `readLimitedFile` does. */
export async function readBeginning(path: string, length: number): Promise<Buffer> {
  try {
    // As in readLimitedFile: a pipe that has taken the file's place must not be waited for.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await file.read(buffer, 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw filesError(error, path);
  }
}
