import { keyCalls, type keyEvents } from '../../contract/keys';
import { promptCalls, type promptEvents } from '../../contract/prompts';
import { sessionCalls } from '../../contract/sessions';
import { outliveSignals } from '../helper/outlive-signals';
import { emitter, type ParentPort, serveCalls } from '../helper/serve';
import { setKeyWorkerFile } from '../key-worker/worker-file';
import { keyHandlers } from './key-handlers';
import { Prompts } from './prompts';
import type { Sessions } from './sessions';

/*
 * Entry of the sessions process, an Electron utility process: SSH sessions, their questions, and key files.
 */

outliveSignals();

const { parentPort } = process as NodeJS.Process & { parentPort: ParentPort };

// The build puts it beside this entry.
setKeyWorkerFile(new URL('./key-worker.js', import.meta.url));

const emit = emitter<typeof promptEvents & typeof keyEvents>(parentPort);
const prompts = new Prompts(emit);

let sessions: Promise<Sessions> | null = null;

/** ssh2 takes some 40 ms to load: not before the first session. */
function loadSessions(): Promise<Sessions> {
  sessions ??= import('./sessions').then(({ Sessions }) => new Sessions(prompts));
  return sessions;
}

serveCalls(
  parentPort,
  { ...sessionCalls, ...promptCalls, ...keyCalls },
  {
    'sessions.open': async (open, [port]) => {
      if (!port) throw new Error('A session was opened without a port to its page');
      (await loadSessions()).open(open, port);
      return null;
    },
    'sessions.over': async ({ sessionId }) => {
      await (await sessions)?.over(sessionId);
      return null;
    },
    'sessions.close': async ({ sessionId }) => {
      (await sessions)?.close(sessionId);
      return null;
    },
    'prompts.answer': ({ promptId, answer }) => {
      prompts.answer(promptId, answer);
      return null;
    },
    ...keyHandlers((progress) => emit('keys.progress', progress)),
  },
);
