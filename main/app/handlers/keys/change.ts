import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { keyOf, readListedKey } from '../../keys/list';
import { forgetPassphrase, keepPassphrase, withPassphrase } from '../../keys/passphrases';

type Names = 'keys.changePassphrase' | 'keys.restrict';

export function changeHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { sessions, passphrases } = context;
  return {
    'keys.changePassphrase': async ({ keyId, passphrase: typed, newPassphrase, jobId }) => {
      const { path } = keyOf(context, keyId);
      await withPassphrase(context, keyId, typed, (passphrase) =>
        sessions.call('keys.changePassphrase', { path, passphrase, newPassphrase, jobId }),
      );
      // Who had the old one kept wants the new one kept.
      const kept = passphrases.has(keyOf(context, keyId));
      const summary = await readListedKey(context, keyId, { passphrase: newPassphrase || undefined });
      if (kept && newPassphrase) await keepPassphrase(context, keyId, summary, newPassphrase);
      else await forgetPassphrase(context, keyId);
      return null;
    },
    'keys.restrict': ({ keyId }) => sessions.call('keys.restrict', { path: keyOf(context, keyId).path }),
  };
}
