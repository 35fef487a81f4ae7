import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useWorkspace } from '../shell/workspace';
import { keyPairsQuery, keysQuery, useInventory } from '../ui/queries';
import { useWords } from '../ui/words';
import { useAddKeys } from './add-keys';
import { ChosenKeys } from './chosen-keys';
import { KeyFoldersCard } from './folders-card';
import { KeyDetails } from './key-details';
import { KeyList, type KeyListHandle } from './key-list';
import { KeyListHeading } from './key-list-heading';
import { type Choice, choose, chooseAll, type KeySelection, selectionIn } from './key-selection';
import { KeysBar } from './keys-bar';
import { KeysDialog, type OpenKeysDialog } from './keys-dialog';
import classes from './keys-page.module.css';
import { filterKeys, type ListedKey, listKeys } from './list-keys';
import { NoKeysYet } from './no-keys-yet';

/** The key files: a list to look through, and what can be known of and done with the chosen ones. */
export function KeysPage() {
  const { t } = useWords();
  const keys = useListedKeys();
  const { pick } = useAddKeys();
  const [filter, setFilter] = useState('');
  const [dialog, setDialog] = useState<OpenKeysDialog | null>(null);
  const found = useMemo(() => filterKeys(keys, filter), [keys, filter]);
  const { selection, onChoose, onChooseAll } = useKeySelection(found);
  const list = useRef<KeyListHandle>(null);
  const details = useRef<HTMLElement>(null);

  // The details of a key are far more to draw than its line: they come after the keystroke or the arrow that led to it.
  const shown = useDeferredValue(selection);
  const chosen = useMemo(() => keys.filter(({ entry }) => shown.chosen.has(entry.keyId)), [keys, shown]);
  const active = chosen.find(({ entry }) => entry.keyId === shown.active);

  return (
    <div className="page" style={{ overflow: 'hidden' }}>
      <KeyFoldersCard />
      {keys.length === 0 ? (
        <NoKeysYet onAdd={pick} onDialog={setDialog} />
      ) : (
        <>
          <KeysBar
            filter={filter}
            onFilter={setFilter}
            onStep={(by) => {
              list.current?.focus();
              list.current?.step(by);
            }}
            onOpen={() => details.current?.focus()}
            onAdd={pick}
            onDialog={setDialog}
          />
          <div className={classes.columns}>
            <section className={`card ${classes.list}`} aria-label={t('nav.keys')}>
              <KeyListHeading found={found} of={keys.length} />
              <KeyList
                ref={list}
                keys={found}
                selection={selection}
                onChoose={onChoose}
                onChooseAll={onChooseAll}
                onOpen={() => details.current?.focus()}
              >
                {found.length === 0 && (
                  <p className={`muted ${classes.none}`}>{t('hosts.none-found', { filter })}</p>
                )}
                <div className={classes.drop}>
                  {t('keys.drop')}
                  <small>{t('keys.drop.detail')}</small>
                </div>
              </KeyList>
            </section>
            <section
              ref={details}
              className={`card ${classes.details}`}
              aria-label={active?.entry.name}
              tabIndex={-1}
            >
              {chosen.length > 1 ? (
                <ChosenKeys keys={chosen} onDialog={setDialog} />
              ) : (
                active && <KeyDetails key={active.entry.keyId} item={active} onDialog={setDialog} />
              )}
            </section>
          </div>
        </>
      )}
      {dialog && <KeysDialog open={dialog} onOpen={setDialog} onClose={() => setDialog(null)} />}
    </div>
  );
}

function useListedKeys(): ListedKey[] {
  const { data: keys = [], dataUpdatedAt } = useQuery(keysQuery);
  const { dataUpdatedAt: inventoryAt } = useInventory();
  const { data: pairs } = useQuery(keyPairsQuery({ keys: dataUpdatedAt, inventory: inventoryAt }));
  return useMemo(() => listKeys(keys, pairs ?? []), [keys, pairs]);
}

/** The active key is known to the whole window, since a file may be added from anywhere; the others only here. */
function useKeySelection(found: ListedKey[]) {
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
