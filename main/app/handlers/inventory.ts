import type { pageCalls } from '../../../contract/page';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';

type Names = 'inventory.profiles' | 'inventory.load' | 'inventory.badges' | 'access.check';

/** These pass through: the inventory process does the work, main stays idle. */
export function inventoryHandlers({ inventory }: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  return {
    'inventory.profiles': () => inventory.call('inventory.profiles', null),
    'inventory.load': (input) => inventory.call('inventory.load', input),
    'inventory.badges': (input) => inventory.call('inventory.badges', input),
    'access.check': (input) => inventory.call('access.check', input),
  };
}
