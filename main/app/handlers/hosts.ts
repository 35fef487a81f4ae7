import { randomUUID } from 'node:crypto';
import type { pageCalls } from '../../../contract/page';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';

type Names = 'hosts.list' | 'hosts.save' | 'hosts.remove' | 'hosts.choices';

export function hostHandlers({ stores }: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { profiles, choices } = stores;
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
  };
}
