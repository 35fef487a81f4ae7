import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { memo } from 'react';
import { latchkey, unwrap } from '../ui/api';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import classes from './chosen-keys.module.css';
import type { OpenKeysDialog } from './keys-dialog';
import type { ListedKey } from './list-keys';

/** More names than these would push the actions off the page. */
const namedKeys = 12;

/** Several keys at once: what can be done with all of them. */
export const ChosenKeys = memo(function ChosenKeys(props: {
  keys: ListedKey[];
  onDialog: (dialog: OpenKeysDialog) => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const { keys, onDialog } = props;
  const keyIds = keys.map(({ entry }) => entry.keyId);
  const count = keys.length;

  const takeOff = useMutation({
    mutationFn: async () => {
      for (const keyId of keyIds) await unwrap(latchkey.keys.remove({ keyId }));
    },
    onSettled: () => client.invalidateQueries(keysQuery),
  });

  return (
    <div className={classes.chosen}>
      <h2 className="title">{t('keys.chosen', { count })}</h2>
      <ul>
        {keys.slice(0, namedKeys).map(({ entry: { keyId, name, algorithm, bits } }) => (
          <li key={keyId}>
            <span className="ellipsis" title={name}>
              {name}
            </span>
            <span className="muted">{algorithmName(algorithm, bits)}</span>
          </li>
        ))}
        {count > namedKeys && (
          <li className="muted">{t('keys.chosen.more', { count: count - namedKeys })}</li>
        )}
      </ul>
      <div className="bar">
        <Button onClick={() => onDialog({ kind: 'convert', keys: keys.map(({ entry }) => entry) })}>
          {t('keys.chosen.convert', { count })}
        </Button>
        <Button
          variant="default"
          disabled={takeOff.isPending}
          onClick={() => takeOff.mutate()}
          title={t('keys.take-off.detail')}
        >
          {t('keys.take-off')}
        </Button>
      </div>
      <span className="muted">{t('keys.chosen.drag')}</span>
    </div>
  );
});
