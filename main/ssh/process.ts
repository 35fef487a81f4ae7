import { basename } from 'node:path';
import { CodedError } from '../../common/coded-error';
import { keyCalls } from '../../contract/keys';
import { promptCalls, type promptEvents } from '../../contract/prompts';
import { sessionCalls } from '../../contract/sessions';
import { emitter, type ParentPort, serveCalls } from '../helper/serve';
import { convertKeyFile, inspectPrivateKeyFile } from './key-files';
import { Prompts } from './prompts';
import { changePassphrase } from './rewrite-key';
import { findInFolder, scanKeys } from './scan-keys';
import type { Sessions } from './sessions';

/*
 * Entry of the sessions process, an Electron utility process: SSH sessions, their questions, and key files.
 */

const { parentPort } = process as NodeJS.Process & { parentPort: ParentPort };

const prompts = new Prompts(emitter<typeof promptEvents>(parentPort));

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
    'sessions.close': async ({ sessionId }) => {
      (await sessions)?.close(sessionId);
      return null;
    },
    'prompts.answer': ({ promptId, answer }) => {
      prompts.answer(promptId, answer);
      return null;
    },
    'keys.inspect': ({ path, passphrase }) => withoutFolders(inspectPrivateKeyFile(path, passphrase)),
    'keys.convert': (input) => withoutFolders(convertKeyFile(input)),
    'keys.changePassphrase': (input) => withoutFolders(changePassphrase(input).then(() => null)),
    'keys.scan': (input) => scanKeys(input),
    'keys.findInFolder': ({ folder }) => withoutFolders(findInFolder(folder)),
  },
);

/** The page never learns where files lie: an error names the file alone. */
async function withoutFolders<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof CodedError) || typeof error.params.path !== 'string') throw error;
    throw new CodedError(error.code, { ...error.params, path: basename(error.params.path) });
  });
}
