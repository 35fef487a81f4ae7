import { UnstyledButton } from '@mantine/core';
import { IconKey, IconLock } from '@tabler/icons-react';
import type { KeyEntry } from '../../contract/page';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import classes from './key-list.module.css';

interface Props {
  keys: KeyEntry[];
  selected: string | null;
  onSelect: (keyId: string) => void;
}

export function KeyList({ keys, selected, onSelect }: Props) {
  const { t } = useWords();
  return (
    <ul className={classes.list}>
      {keys.map(({ keyId, name, folder, algorithm, bits, encrypted }) => (
        <li key={keyId}>
          <UnstyledButton
            className={classes.row}
            aria-current={keyId === selected ? 'true' : undefined}
            onClick={() => onSelect(keyId)}
          >
            <IconKey size={15} stroke={1.8} aria-hidden />
            <span className={classes.name}>
              <b className="ellipsis" title={name}>
                {name}
              </b>
              <small className="mono ellipsis">{folder}</small>
            </span>
            <span className="muted">{algorithmName(algorithm, bits)}</span>
            {encrypted && <IconLock size={14} stroke={1.8} role="img" aria-label={t('keys.protected')} />}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
