import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { keyOf } from '../../keys/list';
import { forgetPassphrase, passphraseKeeping } from '../../keys/passphrases';

type Names = 'keys.passphraseKeeping' | 'keys.forgetPassphrase';

export function passphraseHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  return {
    'keys.passphraseKeeping': () => passphraseKeeping(),
    'keys.forgetPassphrase': async ({ keyId }) => {
      await forgetPassphrase(context, keyOf(context, keyId).keyId);
      return null;
    },
  };
}
