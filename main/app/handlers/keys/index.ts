import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { changeHandlers } from './change';
import { convertManyHandlers } from './convert-many';
import { dragHandlers } from './drag';
import { folderHandlers } from './folders';
import { inspectHandlers } from './inspect';
import { listHandlers } from './list';
import { passphraseHandlers } from './passphrases';
import { saveHandlers } from './save';

type EC2Names = 'keys.pairs' | 'keys.importPair' | 'keys.createPair';
type Names = Exclude<Extract<keyof typeof pageCalls, `keys.${string}`>, EC2Names>;

/** What the page asks about key files, apart from EC2's key pairs. */
export function keyHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  return {
    ...listHandlers(context),
    ...inspectHandlers(context),
    ...saveHandlers(context),
    ...changeHandlers(context),
    ...convertManyHandlers(context),
    ...folderHandlers(context),
    ...passphraseHandlers(context),
    ...dragHandlers(context),
    'keys.cancel': async ({ jobId }) => {
      context.jobs.cancel(jobId);
      return context.sessions.call('keys.cancel', { jobId });
    },
  };
}
