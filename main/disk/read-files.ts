import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A file's name without its folder, and its bytes; null where it was too large to be read. */
export interface ReadFile {
  name: string;
  bytes: Uint8Array | null;
}

/**
 * Reads one file, or of a folder every file directly in it that is not hidden, in the order of their names. A file that
 * would take the sum beyond `limit` bytes is not read, nor is any after it.
 * @throws Node's error (`ENOENT`, `EACCES`, …)
 */
export async function readFileOrFolder(path: string, limit: number): Promise<ReadFile[]> {
  const files: ReadFile[] = [];
  let left = limit;
  for (const file of await filesAt(path)) {
    const bytes = await readLimited(file, left);
    files.push({ name: basename(file), bytes });
    if (!bytes) break;
    left -= bytes.byteLength;
  }
  return files;
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map((entry) => join(path, entry.name))
    .sort();
}

async function readLimited(path: string, limit: number): Promise<Uint8Array | null> {
  const file = await open(path);
  try {
    return (await file.stat()).size > limit ? null : await file.readFile();
  } finally {
    await file.close();
  }
}
