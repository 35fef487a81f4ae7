import { shell } from 'electron';
import type { pageCalls } from '../../../../contract/page';
import { removeKey } from '../../../vault/key-index';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { askForFiles } from '../../keys/dialogs';
import { addKeys, keyEntryOf, keyOf } from '../../keys/list';

type Names = 'keys.list' | 'keys.pick' | 'keys.reveal' | 'keys.remove';

export function listHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { stores, passphrases } = context;
  return {
    'keys.list': () => stores.keys.get().keys.map((key) => keyEntryOf(context, key)),
    'keys.pick': async () => addKeys(context, await askForFiles(context, 'keys.pick.title')),
    'keys.reveal': ({ keyId }) => {
      shell.showItemInFolder(keyOf(context, keyId).path);
      return null;
    },
    'keys.remove': async ({ keyId }) => {
      // At once, so that neither write that fails leaves the other undone.
      await Promise.all([stores.keys.set(removeKey(stores.keys.get(), keyId)), passphrases.forget(keyId)]);
      return null;
    },
  };
}
