import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useWords } from '../ui/words';
import { ChosenKeys } from './chosen-keys';
import { KeyDetails } from './key-details';
import { KeyFilter } from './key-filter';
import { KeyList, type KeyListHandle } from './key-list';
import { KeyListHeading } from './key-list-heading';
import type { OpenKeysDialog } from './keys-dialog';
import classes from './keys-page.module.css';
import { filterKeys, type ListedKey } from './list-keys';
import { useKeySelection, useShownSelection } from './use-key-selection';

interface Props {
  keys: ListedKey[];
  onDialog: (dialog: OpenKeysDialog) => void;
  /** What stands beside the filter. */
  children: ReactNode;
}

/** The list with its filter, and beside it what is chosen in it. A keystroke draws the list anew, and nothing else. */
export function KeyBrowser({ keys, onDialog, children }: Props) {
  const { t } = useWords();
  const [filter, setFilter] = useState('');
  const found = useMemo(() => filterKeys(keys, filter), [keys, filter]);
  const { selection, onChoose, onChooseAll } = useKeySelection(found);
  const list = useRef<KeyListHandle>(null);
  const details = useRef<HTMLElement>(null);

  const shown = useShownSelection(selection, filter);
  const chosen = useMemo(() => keys.filter(({ entry }) => shown.chosen.has(entry.keyId)), [keys, shown]);
  const active = chosen.find(({ entry }) => entry.keyId === shown.active);
  const focusDetails = (): void => details.current?.focus();

  return (
    <>
      <div className="bar">
        <KeyFilter
          filter={filter}
          onFilter={setFilter}
          onStep={(by) => {
            list.current?.focus();
            list.current?.step(by);
          }}
          onOpen={focusDetails}
        />
        {children}
      </div>
      <div className={classes.columns}>
        <section className={`card ${classes.list}`} aria-label={t('nav.keys')}>
          <KeyListHeading found={found} of={keys.length} />
          <KeyList
            ref={list}
            keys={found}
            selection={selection}
            onChoose={onChoose}
            onChooseAll={onChooseAll}
            onOpen={focusDetails}
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
            <ChosenKeys keys={chosen} onDialog={onDialog} />
          ) : (
            active && <KeyDetails key={active.entry.keyId} item={active} onDialog={onDialog} />
          )}
        </section>
      </div>
    </>
  );
}
