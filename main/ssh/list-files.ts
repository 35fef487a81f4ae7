import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { type FilesError, filesError } from '../disk/errors';
import { type FileState, fileState } from '../disk/file-state';
import { maxKeyFileBytes } from '../keys/text';
import { throwIfCancelled } from './or-cancelled';

/** Entries looked at in a folder and those below: one with more is a store of something else, on a network perhaps. */
const maxEntries = 20_000;

/** A plain file that is not too large to be a key, with its size in bytes and its time of change in ms. */
export interface ListedFile {
  path: string;
  size: number;
  modified: number;
}

/** A folder that could not be read, or not to the end of it and those below (`keys.too-many-files`). */
export interface UnreadFolder {
  folder: string;
  code: string;
}

export interface FileListing {
  files: ListedFile[];
  unread: UnreadFolder[];
}

export interface ListOptions {
  /** Also the folders directly in these. */
  deep: boolean;
  /** Identities (main/disk/file-state.ts) of files that need not be listed. */
  met?: readonly string[];
  signal?: AbortSignal;
  /** Entries looked at in each of the folders, those below it included. */
  limit?: number;
}

/**
 * Lists the files of folders, opening none. Links are followed, each folder and each file once; pipes, sockets and devices
 * are left out, and so is what is empty or too large to be a key. Fails with `keys.cancelled` only.
 */
export async function listFiles(folders: readonly string[], options: ListOptions): Promise<FileListing> {
  const listing = new Listing(options);
  await listing.visitAll(folders, options.deep);
  return listing;
}

class Listing implements FileListing {
  readonly files: ListedFile[] = [];
  readonly unread: UnreadFolder[] = [];
  readonly #seen: Set<string>;
  readonly #signal: AbortSignal | undefined;
  readonly #limit: number;
  /** Entries that may still be looked at in the folder in work; below zero where there are more. */
  #left = 0;

  constructor({ met, signal, limit = maxEntries }: ListOptions) {
    this.#seen = new Set(met);
    this.#signal = signal;
    this.#limit = limit;
  }

  /** All of them are met before what lies in any: one that lies in another is still visited as deep as it was meant. */
  async visitAll(folders: readonly string[], deep: boolean): Promise<void> {
    for (const folder of await this.#meet(folders)) {
      this.#left = this.#limit;
      const below = await this.#visit(folder);
      if (deep) await this.#visitBelow(below);
      // Once, whichever of the folders below it was: there may be thousands.
      if (this.#left < 0) this.unread.push({ folder, code: 'keys.too-many-files' });
    }
  }

  async #visitBelow(folders: readonly string[]): Promise<void> {
    if (this.#left < 0) return;
    for (const folder of await this.#meet(folders)) {
      await this.#visit(folder);
      if (this.#left < 0) return;
    }
  }

  /** Those of the folders that are there and were not met before. */
  async #meet(folders: readonly string[]): Promise<string[]> {
    const met: string[] = [];
    for (const folder of folders) {
      throwIfCancelled(this.#signal);
      try {
        if (this.#isNew(await fileState(folder))) met.push(folder);
      } catch (error) {
        this.#cannotRead(folder, error);
      }
    }
    return met;
  }

  /** Answers with the folders in this one. */
  async #visit(folder: string): Promise<string[]> {
    const below: string[] = [];
    for (const entry of await this.#entriesOf(folder)) {
      throwIfCancelled(this.#signal);
      const path = join(folder, entry.name);
      // The kind that the folder itself tells saves asking about each pipe, socket and device.
      if (entry.isDirectory()) below.push(path);
      if (!entry.isFile() && !entry.isSymbolicLink()) continue;
      // A broken link, or gone since.
      const state = await fileState(path).catch(() => null);
      if (state?.kind === 'folder') below.push(path);
      if (state?.kind === 'file' && this.#isNew(state)) this.#add(path, state);
    }
    return below;
  }

  /** Links last: a file is listed under its own name where it has one here. */
  async #entriesOf(folder: string): Promise<Dirent[]> {
    const entries: Dirent[] = [];
    try {
      for await (const entry of await opendir(folder)) {
        throwIfCancelled(this.#signal);
        this.#left -= 1;
        if (this.#left < 0) break;
        entries.push(entry);
      }
    } catch (error) {
      throwIfCancelled(this.#signal);
      this.#cannotRead(folder, error);
    }
    return entries.sort((a, b) => Number(a.isSymbolicLink()) - Number(b.isSymbolicLink()));
  }

  #add(path: string, { size, modified }: FileState): void {
    if (size > 0 && size <= maxKeyFileBytes) this.files.push({ path, size, modified });
  }

  #isNew({ identity }: FileState): boolean {
    if (identity === null) return true;
    if (this.#seen.has(identity)) return false;
    this.#seen.add(identity);
    return true;
  }

  #cannotRead(folder: string, error: unknown): void {
    const { code }: FilesError = filesError(error, folder);
    this.unread.push({ folder, code });
  }
}
