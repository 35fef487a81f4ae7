import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { refuseCancelled } from '../../jobs';
import { keyOf, readListedKey } from '../../keys/list';
import { forgetPassphrase, keepPassphrase, withPassphrase } from '../../keys/passphrases';

type Names = 'keys.changePassphrase' | 'keys.restrict';

export function changeHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { sessions, jobs } = context;
  return {
    'keys.changePassphrase': ({ keyId, passphrase: typed, newPassphrase, jobId }) =>
      jobs.run(jobId, async ({ signal }) => {
        const { path } = keyOf(context, keyId);
        await withPassphrase(context, keyId, typed, (passphrase) => {
          refuseCancelled(signal);
          return sessions.call('keys.changePassphrase', { path, passphrase, newPassphrase, jobId });
        });
        // The file is another one by now: whatever fails from here on is no reason to say that nothing was changed.
        await followChange(context, keyId, newPassphrase).catch(console.error);
        return null;
      }),
    'keys.restrict': ({ keyId }) => sessions.call('keys.restrict', { path: keyOf(context, keyId).path }),
  };
}

/** Has the list and the kept passphrase follow the file. Who had the old one kept wants the new one kept. */
async function followChange(context: AppContext, keyId: string, newPassphrase: string | null): Promise<void> {
  const kept = context.passphrases.has(keyOf(context, keyId));
  const summary = await readListedKey(context, keyId, { passphrase: newPassphrase || undefined });
  if (kept && newPassphrase) await keepPassphrase(context, keyId, summary, newPassphrase);
  else await forgetPassphrase(context, keyId);
}
