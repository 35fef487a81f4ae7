import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeySummary, KeyWarning } from '../../contract/keys';
import type { KeyEntry } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';
import { KeyFacts } from './key-facts';
import { SaveAs } from './save-as';
import { UnlockKey } from './unlock-key';

const keyQuery = (keyId: string) =>
  queryOptions({
    queryKey: ['key', keyId],
    queryFn: () => unwrap(latchkey.keys.inspect({ keyId })),
    // The file may have changed since it was last looked at.
    staleTime: 0,
  });

/** One key file: what it is, what to know about it, and saving it in another format. */
export function KeyDetails({ entry }: { entry: KeyEntry }) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const { data, error } = useQuery(keyQuery(entry.keyId));
  const [unlocked, setUnlocked] = useState<KeySummary | null>(null);
  const summary = unlocked ?? data;
  const { keyId, name } = entry;

  const takeOff = useMutation({
    mutationFn: () => unwrap(latchkey.keys.remove({ keyId })),
    onSuccess: () => client.invalidateQueries(keysQuery),
  });

  return (
    <div className={classes.details}>
      <header className="bar">
        <h2 className="title ellipsis grow" title={name}>
          {name}
        </h2>
        <Button variant="default" onClick={() => void latchkey.keys.reveal({ keyId })}>
          {t('keys.reveal')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          onClick={() => takeOff.mutate()}
          title={t('keys.take-off.detail')}
        >
          {t('keys.take-off')}
        </Button>
      </header>
      {error && <Notice kind="error">{explain(error)}</Notice>}
      {summary && !error && (
        <>
          {summary.warnings.map((warning) => (
            <Notice key={warning.code} kind="warning">
              <Warning warning={warning} />
            </Notice>
          ))}
          <KeyFacts summary={summary} />
          {summary.encrypted && !unlocked && <UnlockKey keyId={keyId} onUnlocked={setUnlocked} />}
          <SaveAs entry={entry} summary={summary} />
        </>
      )}
    </div>
  );
}

function Warning({ warning }: { warning: KeyWarning }) {
  const { t } = useWords();
  return t(`keys.warning.${warning.code}`, warning.code === 'rsa-short' ? { bits: warning.bits } : {});
}
