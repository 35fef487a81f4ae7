/** Which keys of the list are chosen. The details show `active`; `anchor` is where a choice with Shift begins. */
export interface KeySelection {
  active: string | null;
  anchor: string | null;
  chosen: ReadonlySet<string>;
}

/** How a key is chosen: alone, in addition (Ctrl), or with all from the anchor to it (Shift). */
export type Choice = 'only' | 'toggle' | 'range';

/**
 * What stands of a selection in a list that has changed, by a filter or otherwise: there is always an active key
 * where there is any, and it is always among the chosen.
 */
export function selectionIn(order: string[], { active, anchor, chosen }: KeySelection): KeySelection {
  const listed = new Set(order);
  const standing = active !== null && listed.has(active) ? active : (order[0] ?? null);
  const left = [...chosen].filter((keyId) => listed.has(keyId));
  if (standing === null) return { active: null, anchor: null, chosen: new Set() };
  if (!left.includes(standing)) return only(standing);
  return {
    active: standing,
    anchor: anchor !== null && listed.has(anchor) ? anchor : standing,
    chosen: new Set(left),
  };
}

/** The selection after a click or a key press on one of the list's keys. */
export function choose(
  order: string[],
  selection: KeySelection,
  keyId: string,
  choice: Choice,
): KeySelection {
  switch (choice) {
    case 'only':
      return only(keyId);
    case 'toggle': {
      const chosen = new Set(selection.chosen);
      if (!chosen.delete(keyId)) return { active: keyId, anchor: keyId, chosen: chosen.add(keyId) };
      // The last one stays: there is always something to show.
      const [rest] = [...chosen].reverse();
      return rest === undefined ? only(keyId) : { active: rest, anchor: rest, chosen };
    }
    case 'range': {
      const anchor = selection.anchor ?? keyId;
      const [from, to] = [order.indexOf(anchor), order.indexOf(keyId)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      return { active: keyId, anchor, chosen: new Set(order.slice(from, to + 1)) };
    }
  }
}

/** Every key of the list. */
export function chooseAll(order: string[], { active, anchor }: KeySelection): KeySelection {
  return { active, anchor, chosen: new Set(order) };
}

function only(keyId: string): KeySelection {
  return { active: keyId, anchor: keyId, chosen: new Set([keyId]) };
}
