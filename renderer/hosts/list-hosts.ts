import type { HostProfile, HostRow } from '../../contract/hosts';
import type { Inventory } from '../../contract/inventory';

/** One line of the hosts list. */
export type HostItem =
  | { kind: 'group'; id: string; inventory: Inventory; shown: number }
  | { kind: 'my-hosts'; id: string; shown: number }
  | { kind: 'instance'; id: string; row: HostRow }
  | { kind: 'profile'; id: string; profile: HostProfile };

interface Hosts {
  inventory: Inventory | null;
  profiles: HostProfile[];
  /** Words that must all be found somewhere in a host; case does not matter. */
  filter: string;
}

/** The lines of the hosts list, in order: each group's heading and what the filter leaves of it. */
export function listHosts({ inventory, profiles, filter }: Hosts): HostItem[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = (text: string): boolean => words.every((word) => text.includes(word));
  const items: HostItem[] = [];
  if (inventory) {
    const rows = inventory.rows.filter((row) => found(textOf(row)));
    items.push({ kind: 'group', id: 'inventory', inventory, shown: rows.length });
    items.push(...rows.map((row) => ({ kind: 'instance' as const, id: row.instance, row })));
  }
  const mine = profiles.filter(({ name, address, user }) =>
    found(`${name} ${user}@${address}`.toLowerCase()),
  );
  if (profiles.length > 0) {
    items.push({ kind: 'my-hosts', id: 'my-hosts', shown: mine.length });
    items.push(...mine.map((profile) => ({ kind: 'profile' as const, id: profile.id, profile })));
  }
  return items;
}

const texts = new WeakMap<HostRow, string>();

/** Everything of a row one can look for. Made once per row: the filter runs over all of them at each keystroke. */
function textOf(row: HostRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    const { name, instance, publicAddress, privateAddress, ipv6, keyPair, imageName, image, state } = row;
    const tags = Object.entries(row.tags).map(([key, value]) => `${key}=${value}`);
    text = [name, instance, publicAddress, privateAddress, ipv6, keyPair, imageName, image, state, ...tags]
      .filter((part) => part !== null)
      .join(' ')
      .toLowerCase();
    texts.set(row, text);
  }
  return text;
}
