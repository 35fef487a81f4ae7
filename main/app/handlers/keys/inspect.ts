import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { readListedKey } from '../../keys/list';
import { keepPassphrase, withPassphrase } from '../../keys/passphrases';

export function inspectHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, 'keys.inspect'>> {
  return {
    'keys.inspect': ({ keyId, passphrase: typed, remember, jobId }) =>
      context.jobs.run(jobId, ({ signal }) =>
        withPassphrase(context, keyId, typed, async (passphrase) => {
          const summary = await readListedKey(context, keyId, { passphrase, jobId, signal });
          if (remember && typed) await keepPassphrase(context, keyId, summary, typed);
          return summary;
        }),
      ),
  };
}
