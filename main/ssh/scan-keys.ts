import type { z } from 'zod';
import { CodedError } from '../../common/coded-error';
import type { KeyProgress, keyCalls } from '../../contract/keys';
import { type FileState, fileState } from '../disk/file-state';
import { inspectPrivateKeyFile } from './key-files';
import { looksLikePrivateKey } from './key-marker';
import { type ListedFile, listFiles, throwIfCancelled } from './list-files';

type ScanInput = Omit<z.output<(typeof keyCalls)['keys.scan']['input']>, 'jobId'>;
type ScanResult = z.input<(typeof keyCalls)['keys.scan']['output']>;
type FoundKey = ScanResult['found'][number];

/** How a search is watched and ended. */
export interface Search {
  signal?: AbortSignal;
  onProgress?: (progress: Pick<KeyProgress, 'done' | 'total'>) => void;
}

/** Told at every so many files: a progress bar needs no more. */
const progressEvery = 50;

/**
 * Looks for private keys in folders and the folders directly in them, and at every known file wherever it lies. Nothing is
 * changed. Files that are as they were known are not read; of the others most are left after their first bytes; what turns
 * out to be no private key, or a broken one, is passed over.
 * Fails with `keys.cancelled` alone.
 */
export async function scanKeys(
  { folders, known, skip }: ScanInput,
  { signal, onProgress }: Search = {},
): Promise<ScanResult> {
  const before = new Map(known.map((file) => [file.path, file]));
  const listed = await statesOf([...before.keys()]);
  const left = await statesOf(skip);
  const { files, unread } = await listFiles(folders, {
    deep: true,
    // On the list, or taken off it, by whatever name a search meets the file.
    met: [...listed.values(), ...left.values()].flatMap(({ identity }) => identity ?? []),
    signal,
  });
  const skipped = new Set(skip);
  const fresh = files.filter(({ path }) => !before.has(path) && !skipped.has(path));
  const present = [...listed].map(([path, { size, modified }]) => ({ path, size, modified }));
  const all: ListedFile[] = [...present, ...fresh];
  const found: FoundKey[] = [];
  for (const [done, file] of all.entries()) {
    throwIfCancelled(signal);
    if (done % progressEvery === 0) onProgress?.({ done, total: all.length });
    const key = isSame(file, before.get(file.path)) ? { ...file, summary: null } : await readKey(file);
    if (key) found.push(key);
  }
  const there = new Set(found.map(({ path }) => path));
  return { found, gone: [...before.keys()].filter((path) => !there.has(path)), unread };
}

/**
 * The files directly in a folder that look like private keys at their beginning, or that cannot be read. Fails with
 * `keys.cancelled`, and with the `files.*` code of a folder that cannot be read.
 */
export async function findInFolder(folder: string, { signal }: Search = {}): Promise<string[]> {
  const { files, unread } = await listFiles([folder], { deep: false, signal });
  const [failed] = unread;
  if (failed && files.length === 0) throw new CodedError(failed.code, { path: failed.folder });
  const found: string[] = [];
  for (const { path } of files) {
    throwIfCancelled(signal);
    // What cannot be read may be a key: whoever converts it says why it cannot.
    if (await looksLikePrivateKey(path).catch(() => true)) found.push(path);
  }
  return found.sort();
}

/** The plain files among paths; what is gone, or is none, is left out. */
async function statesOf(paths: readonly string[]): Promise<Map<string, FileState>> {
  const states = new Map<string, FileState>();
  for (const path of paths) {
    const state = await fileState(path).catch(() => null);
    if (state?.kind === 'file') states.set(path, state);
  }
  return states;
}

function isSame(file: ListedFile, before: ListedFile | undefined): boolean {
  return before !== undefined && before.size === file.size && before.modified === file.modified;
}

/** Null for anything but a private key that can be read. */
async function readKey(file: ListedFile): Promise<FoundKey | null> {
  try {
    if (!(await looksLikePrivateKey(file.path))) return null;
    return { ...file, summary: await inspectPrivateKeyFile(file.path) };
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}
