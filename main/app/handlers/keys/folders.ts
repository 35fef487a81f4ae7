import { randomUUID } from 'node:crypto';
import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { askForFolder } from '../../keys/dialogs';
import { foldersForPage, knownFolders } from '../../keys/folders';
import { searchKeys } from '../../keys/search';

type Names = 'keys.folders' | 'keys.setFolders' | 'keys.search';

export function folderHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { keyFolders } = context.stores;
  return {
    'keys.folders': () => foldersForPage(context),
    'keys.setFolders': async ({ searched, add }) => {
      const path = add ? await askForFolder(context, 'keys.folders.add-title') : null;
      // A dialog that was cancelled has chosen nothing, so nothing changes.
      if (add && !path) return foldersForPage(context);
      const known = await knownFolders(context);
      const ids = known.map(({ folderId }) => folderId).filter((folderId) => searched.includes(folderId));
      const { own } = keyFolders.get();
      if (path === null) {
        await keyFolders.set({ asked: true, searched: ids, own });
      } else {
        const same = known.find((folder) => folder.path === path);
        const added = same ?? { folderId: randomUUID(), path };
        const withAdded = [...new Set([...ids, added.folderId])];
        await keyFolders.set({ asked: true, searched: withAdded, own: same ? own : [...own, added] });
      }
      return foldersForPage(context);
    },
    'keys.search': ({ jobId }) =>
      context.jobs.run(jobId, ({ signal }) => searchKeys(context, { jobId, signal })),
  };
}
