import { useDebouncedValue } from '@mantine/hooks';
import { useDeferredValue, useMemo, useState } from 'react';
import { useWorkspace } from '../shell/workspace';
import { type Choice, choose, chooseAll, type KeySelection, selectionIn } from './key-selection';
import type { ListedKey } from './list-keys';

/** What is chosen. The active key is known to the whole window, since a file may be added from anywhere. */
export function useKeySelection(found: ListedKey[]) {
  const { selectedKey, selectKey } = useWorkspace();
  const [others, setOthers] = useState<Omit<KeySelection, 'active'>>({ anchor: null, chosen: new Set() });
  const order = useMemo(() => found.map(({ entry }) => entry.keyId), [found]);
  const selection = useMemo(
    () => selectionIn(order, { active: selectedKey, ...others }),
    [order, selectedKey, others],
  );
  const change = ({ active, ...rest }: KeySelection): void => {
    setOthers(rest);
    selectKey(active);
  };
  return {
    selection,
    onChoose: (keyId: string, choice: Choice): void => change(choose(order, selection, keyId, choice)),
    onChooseAll: (): void => change(chooseAll(order, selection)),
  };
}

/** Who has stopped typing for longer has finished the filter. Milliseconds. */
const typingPause = 150;

/**
 * What of the selection the details show. They are far more to draw than a line of the list: they wait until the
 * filter is typed, since another key may come first at each letter, and they follow the arrow that led to a key.
 */
export function useShownSelection(selection: KeySelection, filter: string): KeySelection {
  const [typed] = useDebouncedValue(filter, typingPause);
  const [settled, setSettled] = useState(selection);
  if (typed === filter && settled !== selection) setSettled(selection);
  return useDeferredValue(settled);
}
