import { randomUUID } from 'node:crypto';
import type { KeySearchResult } from '../../../contract/page';
import { applySearch } from '../../vault/key-index';
import type { AppContext } from '../context';
import { refuseCancelled } from '../jobs';
import { searchedFolders } from './folders';
import { factsOf, tellChanged } from './list';
import { folderForPeople } from './names';

/**
 * Looks for keys in the chosen folders, and whether the listed files are still there. One write for all that is new.
 * Fails with `keys.cancelled`; then nothing is changed.
 */
export async function searchKeys(
  context: AppContext,
  { jobId, signal }: { jobId?: string; signal?: AbortSignal } = {},
): Promise<KeySearchResult> {
  const { stores, sessions } = context;
  const folders = await searchedFolders(context);
  refuseCancelled(signal);
  const began = stores.keys.get();
  const result = await sessions.call('keys.scan', {
    folders,
    known: began.keys.map(({ path, size, modified }) => ({ path, size, modified })),
    skip: began.removed,
    jobId,
  });
  const found = result.found.map((file) => (file.summary ? factsOf(file, file.summary) : file.path));
  const before = stores.keys.get();
  const { index, added } = applySearch(before, { began, found, gone: result.gone }, randomUUID);
  if (index !== before) {
    await stores.keys.set(index);
    tellChanged(context);
  }
  return {
    added,
    unread: result.unread.map(({ folder, code }) => ({
      folder: folderForPeople(folder),
      error: { code, params: { path: folderForPeople(folder) } },
    })),
  };
}

/** The search at the start of the program: nobody has asked for it now, so nobody is told where it failed. */
export async function searchAtStart(context: AppContext): Promise<void> {
  const { keys, keyFolders } = context.stores;
  if (keys.get().keys.length === 0 && keyFolders.get().searched.length === 0) return;
  try {
    await searchKeys(context);
  } catch (error) {
    console.error(error);
  }
}
