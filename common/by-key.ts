/** Items by a key of theirs; the last of one key wins, and items without one are left out. */
export function byKey<T>(items: T[] | undefined, keyOf: (item: T) => string | undefined): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items ?? []) {
    const key = keyOf(item);
    if (key !== undefined) map.set(key, item);
  }
  return map;
}

/** All items of one key together, in their order; items without one are left out. */
export function groupByKey<T>(
  items: T[] | undefined,
  keyOf: (item: T) => string | undefined,
): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const item of items ?? []) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = map.get(key);
    if (group) group.push(item);
    else map.set(key, [item]);
  }
  return map;
}
