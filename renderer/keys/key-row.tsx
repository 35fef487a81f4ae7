import { IconKey, IconLock, IconLockCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import { KeyBadge } from './key-badge';
import classes from './key-list.module.css';
import type { ListedKey } from './list-keys';

interface Props {
  item: ListedKey;
  /** Its place among all, from 1. */
  place: number;
  of: number;
  /** Pixels from the top of the list. */
  start: number;
  chosen: boolean;
  active: boolean;
}

/** The id of a key's line in the page. */
export const rowId = (keyId: string): string => `key-${keyId}`;

/**
 * One key file. Drawn anew only when it has changed: a keystroke in the filter moves the lines, no more. What is done
 * with it, by the keyboard or the pointer, is the list's to say.
 */
export const KeyRow = memo(function KeyRow(props: Props) {
  const { item, place, of, start, chosen, active } = props;
  const { t } = useWords();
  const { keyId, name, folder, algorithm, bits, encrypted, passphraseKept, missing } = item.entry;
  const Lock = passphraseKept ? IconLockCheck : IconLock;

  return (
    <div
      id={rowId(keyId)}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-posinset={place}
      aria-setsize={of}
      className={classes.row}
      data-active={active || undefined}
      data-missing={missing || undefined}
      style={{ transform: `translateY(${start}px)` }}
      data-key={keyId}
      draggable
    >
      <IconKey size={15} stroke={1.8} aria-hidden />
      <span className={classes.name}>
        <b className="ellipsis" title={name}>
          {name}
        </b>
        <small className="mono ellipsis" title={folder}>
          {folder}
        </small>
      </span>
      <span className={classes.type}>
        <span className="muted ellipsis">{algorithmName(algorithm, bits)}</span>
        {encrypted && (
          <Lock
            size={14}
            stroke={1.8}
            role="img"
            aria-label={t(passphraseKept ? 'keys.passphrase.kept' : 'keys.protected')}
          />
        )}
      </span>
      <span className={classes.badge}>
        <KeyBadge item={item} />
      </span>
    </div>
  );
});
