import type { Snapshot } from '../../contract/snapshot';

/**
 * The CIDR blocks of every prefix list whose entries are known: from GetManagedPrefixListEntries, or from the older
 * DescribePrefixLists, which prints them with the list. A list that is only named is not in the map.
 */
export function prefixListCidrs(snapshot: Snapshot): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const list of snapshot.PrefixLists ?? []) {
    if (list.PrefixListId !== undefined && list.Cidrs) lists.set(list.PrefixListId, list.Cidrs);
  }
  for (const [id, entries] of Object.entries(snapshot.PrefixListEntries ?? {})) {
    lists.set(
      id,
      entries.flatMap((entry) => (entry.Cidr === undefined ? [] : [entry.Cidr])),
    );
  }
  return lists;
}
