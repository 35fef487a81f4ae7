import { isDeepStrictEqual } from 'node:util';
import { MessageChannelMain } from 'electron';
import { CodedError } from '../../../common/coded-error';
import { sessionPortMessage } from '../../../contract/channels';
import type { pageCalls, SessionTarget } from '../../../contract/page';
import type { HostKey, OpenSession } from '../../../contract/sessions';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';
import { keyOf } from '../keys/list';
import { keepAnswer } from '../passphrase-prompts';

type Names = 'sessions.open' | 'prompts.pending' | 'prompts.answer';

/** Where a session goes, and under which name its host key is remembered. */
type Destination = Pick<OpenSession, 'address' | 'port' | 'user'> & {
  key: GrantedKey | null;
  hostKeyName: string;
};

/** A key of the list as the sessions process is to open it. */
type GrantedKey = NonNullable<OpenSession['key']> & { keyId: string };

export function sessionHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { sessions, sessionKeys, stores, prompts } = context;
  /** The host-key names of open sessions, for the answers to their prompts. */
  const hostKeyNames = new Map<string, string>();
  const over = (sessionId: string): void => {
    hostKeyNames.delete(sessionId);
    sessionKeys.over(sessionId);
  };
  return {
    'sessions.open': async ({ sessionId, target, size }) => {
      const window = context.window();
      if (!window) throw new CodedError('sessions.process-died');
      const { hostKeyName, key, ...destination } = await findDestination(context, target);
      const knownHostKeys = stores.knownHosts.get()[hostKeyName] ?? [];
      // Answers to the questions of the one that is open would go by where this one goes, and by its key.
      if (hostKeyNames.has(sessionId)) throw new Error('A session was opened under the id of another');
      hostKeyNames.set(sessionId, hostKeyName);
      if (key) sessionKeys.opened(sessionId, key.keyId);
      const { port1, port2 } = new MessageChannelMain();
      const open = { sessionId, ...destination, key, knownHostKeys, size };
      const opened = sessions.call('sessions.open', open, [port1]);
      // Fails only where the process has died, and the session with it.
      void opened
        .then(() => sessions.call('sessions.over', { sessionId }))
        .catch(() => {})
        .then(() => over(sessionId));
      await opened;
      if (window.isDestroyed()) {
        // Nobody is left to show it to.
        port2.close();
        await sessions.call('sessions.close', { sessionId });
      } else {
        window.webContents.postMessage(sessionPortMessage, sessionId, [port2]);
      }
      return null;
    },
    'prompts.pending': () => prompts.list(),
    'prompts.answer': async ({ promptId, answer }) => {
      const { sessionId, question } = prompts.take(promptId, answer);
      const hostKeyName = hostKeyNames.get(sessionId);
      let remembered: Promise<void> | null = null;
      if (answer.kind === 'host-key' && answer.trust && question.kind === 'host-key' && hostKeyName) {
        const key = { algorithm: question.algorithm, key: question.key };
        remembered = rememberHostKey(context, hostKeyName, key);
      }
      if (answer.kind === 'passphrase' && answer.remember) {
        // Beside the session, which does not wait for it.
        void keepAnswer(context, sessionId, answer.passphrase).catch(console.error);
      }
      // The session goes on in any case; where the key could not be kept, the page is told so.
      await sessions.call('prompts.answer', { promptId, answer });
      await remembered;
      return null;
    },
  };
}

async function findDestination(context: AppContext, target: SessionTarget): Promise<Destination> {
  switch (target.kind) {
    case 'profile': {
      const profile = context.stores.profiles.get().find(({ id }) => id === target.profileId);
      if (!profile) throw new CodedError('hosts.gone');
      const { address, port, user, keyId } = profile;
      return {
        address,
        port,
        user,
        key: granted(context, keyId),
        hostKeyName: `[${address.toLowerCase()}]:${port}`,
      };
    }
    case 'instance': {
      const { user, keyId, port } = target.choice;
      if (!isDeepStrictEqual(target.source, context.stores.settings.get().source)) {
        throw new CodedError('hosts.other-account');
      }
      const row = await context.inventory.call('inventory.lookup', { instance: target.instance });
      const address = row.publicAddress ?? row.ipv6 ?? row.privateAddress;
      if (!address) throw new CodedError('hosts.no-address', { state: row.state ?? '' });
      // Public addresses are recycled: the host key belongs to the instance, whatever its address.
      const hostKeyName = `${row.account}/${row.region}/${row.instance}`;
      const { choices } = context.stores;
      await choices.set({ ...choices.get(), [hostKeyName]: target.choice });
      return { address, port, user, key: granted(context, keyId), hostKeyName };
    }
  }
}

function granted(context: AppContext, keyId: string | null): GrantedKey | null {
  if (!keyId) return null;
  const { path } = keyOf(context, keyId);
  return { keyId, path, name: path.split(/[\\/]/).at(-1)! };
}

async function rememberHostKey({ stores }: AppContext, name: string, key: HostKey): Promise<void> {
  const known = stores.knownHosts.get();
  const others = (known[name] ?? []).filter((other) => other.key !== key.key);
  await stores.knownHosts.set({ ...known, [name]: [...others, key] });
}
