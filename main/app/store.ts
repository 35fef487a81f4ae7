import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

/** One JSON file in the user-data folder, held in memory. */
export interface Store<T> {
  get(): T;
  /** Replaces the value at once in memory, then on disk; resolves when it is on disk. */
  set(value: T): Promise<void>;
  /** Resolves when nothing is left to write, also where a write failed: `set` has told that. */
  written(): Promise<void>;
  /** Where an unreadable file was put aside, so that it can be said; null where all was well. */
  putAside: string | null;
}

/**
 * Opens a store: `{ version, value }`, mode 0600, written atomically.
 * `earlier` reads the files of earlier versions: by version, a schema that makes today's value of what it finds. Such a
 * file is rewritten with the next change. One that cannot be understood is renamed, never overwritten, and the store starts
 * from `empty`.
 */
export async function openStore<S extends z.ZodType>(
  folder: string,
  name: string,
  version: number,
  schema: S,
  empty: z.output<S>,
  earlier: Record<number, z.ZodType<z.output<S>>> = {},
): Promise<Store<z.output<S>>> {
  const path = join(folder, `${name}.json`);
  const read = await readStore(path, { ...earlier, [version]: schema });
  let value = read.value === undefined ? empty : (read.value as z.output<S>);
  let lastWrite = Promise.resolve();
  return {
    putAside: read.putAside,
    get: () => value,
    set: (next) => {
      value = next;
      // write-file-atomic queues writes of one path by itself, so the last value set is the last one written.
      const write = writeFileAtomic(path, `${JSON.stringify({ version, value }, null, 2)}\n`, {
        mode: 0o600,
      });
      lastWrite = write.catch(() => {});
      return write;
    },
    written: () => lastWrite,
  };
}

const versioned = z.object({ version: z.number(), value: z.unknown() });

async function readStore(
  path: string,
  schemas: Record<number, z.ZodType>,
): Promise<{ value: unknown; putAside: string | null }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { value: undefined, putAside: null };
    throw error;
  }
  const file = versioned.safeParse(parseJson(text));
  const parsed = file.success ? schemas[file.data.version]?.safeParse(file.data.value) : undefined;
  if (parsed?.success) return { value: parsed.data, putAside: null };
  const aside = `${path}.unreadable-${new Date().toISOString().replaceAll(':', '-')}`;
  await rename(path, aside);
  return { value: undefined, putAside: aside };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
