import { randomUUID } from 'node:crypto';
import type { pageCalls } from '../../../contract/page';
import { hostKeyFingerprints } from '../../trust/fingerprints';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';

type Names =
  | 'hosts.list'
  | 'hosts.save'
  | 'hosts.remove'
  | 'hosts.choices'
  | 'hosts.knownKeys'
  | 'hosts.forgetKeys';

export function hostHandlers({ stores }: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { profiles, choices, knownHosts } = stores;
  return {
    'hosts.list': () => profiles.get(),
    'hosts.save': async (draft) => {
      const saved = { ...draft, id: draft.id ?? randomUUID() };
      const others = profiles.get().filter(({ id }) => id !== saved.id);
      await profiles.set([...others, saved].sort((a, b) => a.name.localeCompare(b.name)));
      return saved;
    },
    'hosts.remove': async ({ id }) => {
      await profiles.set(profiles.get().filter((profile) => profile.id !== id));
      return null;
    },
    'hosts.choices': () => choices.get(),
    'hosts.knownKeys': () =>
      Object.entries(knownHosts.get()).map(([name, keys]) => ({
        name,
        keys: keys.map(({ algorithm, key }) => ({
          algorithm,
          sha256: hostKeyFingerprints(Buffer.from(key, 'base64')).sha256,
        })),
      })),
    'hosts.forgetKeys': async ({ name }) => {
      const { [name]: _, ...rest } = knownHosts.get();
      await knownHosts.set(rest);
      return null;
    },
  };
}
