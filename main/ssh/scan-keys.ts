import type { z } from 'zod';
import { CodedError } from '../../common/coded-error';
import type { KeyProgress, keyCalls } from '../../contract/keys';
import { type FileState, fileState } from '../disk/file-state';
import { inspectPrivateKeyFile } from './key-files';
import { looksLikePrivateKey } from './key-marker';
import { type ListedFile, type ListOptions, listFiles } from './list-files';
import { orCancelled, throwIfCancelled } from './or-cancelled';

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

/** Of the search begun last, the only one that may be under way. */
let latest: AbortController | null = null;

/**
 * Looks for private keys in folders and the folders directly in them, and at every known file wherever it lies. Nothing is
 * changed. Files that are as they were known are not read; of the others most are left after their first bytes; what turns
 * out to be no private key, or a broken one, is passed over. A search ends the one before it, which may hang on a drive
 * that does not answer, and no longer knows the folders that are meant.
 * Fails with `keys.cancelled` alone.
 */
export async function scanKeys(input: ScanInput, { signal, onProgress }: Search = {}): Promise<ScanResult> {
  latest?.abort();
  const own = new AbortController();
  latest = own;
  const either = signal ? AbortSignal.any([signal, own.signal]) : own.signal;
  return orCancelled(search(input, either, onProgress), either);
}

async function search(
  { folders, known, skip }: ScanInput,
  signal: AbortSignal,
  onProgress: Search['onProgress'],
): Promise<ScanResult> {
  const before = new Map(known.map((file) => [file.path, file]));
  const listed = await statesOf([...before.keys()], signal);
  const left = await statesOf(skip, signal);
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
    const earlier = before.get(file.path);
    const same = earlier?.size === file.size && earlier.modified === file.modified;
    const key = same ? { ...file, summary: null } : await readKey(file, earlier !== undefined);
    if (key) found.push(key);
  }
  const there = new Set(found.map(({ path }) => path));
  return { found, gone: [...before.keys()].filter((path) => !there.has(path)), unread };
}

/**
 * The files directly in a folder that look like private keys at their beginning, or that cannot be read. Fails with
 * `keys.cancelled`, and where the folder cannot be read to its end: with its `files.*` code, or `keys.too-many-files`.
 */
export async function findInFolder(
  folder: string,
  { signal, limit }: Pick<ListOptions, 'signal' | 'limit'> = {},
): Promise<string[]> {
  const found = findByBeginning(folder, { signal, limit });
  return signal ? orCancelled(found, signal) : found;
}

async function findByBeginning(folder: string, options: Omit<ListOptions, 'deep'>): Promise<string[]> {
  const { files, unread } = await listFiles([folder], { deep: false, ...options });
  const [failed] = unread;
  // Whoever has a folder converted takes it for done: not a part of it without a word.
  if (failed) throw new CodedError(failed.code, { path: failed.folder });
  const found: string[] = [];
  for (const { path } of files) {
    throwIfCancelled(options.signal);
    // What cannot be read may be a key: whoever converts it says why it cannot.
    if (await looksLikePrivateKey(path).catch(() => true)) found.push(path);
  }
  return found.sort();
}

/** The plain files among paths; what is gone, or is none, is left out. */
async function statesOf(paths: readonly string[], signal: AbortSignal): Promise<Map<string, FileState>> {
  const states = new Map<string, FileState>();
  for (const path of paths) {
    throwIfCancelled(signal);
    const state = await fileState(path).catch(() => null);
    if (state?.kind === 'file') states.set(path, state);
  }
  return states;
}

/** Null for anything but a private key that can be read. */
async function readKey(file: ListedFile, isListed: boolean): Promise<FoundKey | null> {
  try {
    // The reader knows more keys than their beginnings tell: a listed one is never judged by that.
    if (!isListed && !(await looksLikePrivateKey(file.path))) return null;
    return { ...file, summary: await inspectPrivateKeyFile(file.path) };
  } catch (error) {
    // One file that nobody thought of must not hide all the others.
    if (!(error instanceof CodedError)) {
      console.error('A file was passed over in the search:', traceOf(error));
    }
    return null;
  }
}

/** Where an error comes from, without its message: nobody knows what an unexpected one quotes of a key file. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const calls = error.stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
  return [error.name, ...calls].join('\n');
}
