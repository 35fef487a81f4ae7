import { Button } from '@mantine/core';
import { memo, useState } from 'react';
import { CodedError } from '../../common/coded-error';
import type { KeySummary } from '../../contract/keys';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { ChangePassphrase } from './change-passphrase';
import classes from './key-details.module.css';
import { KeyHeading } from './key-heading';
import { useKey } from './key-query';
import { KeySheet } from './key-sheet';
import type { OpenKeysDialog } from './keys-dialog';
import type { ListedKey } from './list-keys';
import { SlowJob } from './slow-job';
import { UnlockKey } from './unlock-key';
import { wasCancelled } from './use-job';

interface Props {
  item: ListedKey;
  onDialog: (dialog: OpenKeysDialog) => void;
}

/** One key file: what it is, what to know about it, and what can be made of it. */
export const KeyDetails = memo(function KeyDetails({ item, onDialog }: Props) {
  const { t, explain } = useWords();
  const { entry } = item;
  const { data, error, refetch, jobId } = useKey(entry.keyId);
  const [unlocked, setUnlocked] = useState<KeySummary | null>(null);
  const [changing, setChanging] = useState(false);
  const summary = unlocked ?? (error ? null : (data ?? null));
  const reread = (): void => {
    setUnlocked(null);
    void refetch();
  };
  return (
    <div className={classes.details}>
      <KeyHeading
        item={item}
        summary={summary}
        onChangePassphrase={() => setChanging(true)}
        onImport={() => onDialog({ kind: 'import', keyId: entry.keyId })}
      />
      {jobId && <SlowJob jobId={jobId} label={t('keys.job.opening')} />}
      {error && !unlocked && (
        <Notice
          kind={wasCancelled(error) ? 'info' : 'error'}
          action={
            <Button variant="default" onClick={reread}>
              {t('keys.read-again')}
            </Button>
          }
        >
          {wasCancelled(error) ? t('keys.opening-cancelled') : explain(error)}
        </Notice>
      )}
      {wantsPassphrase(error) && !unlocked && <UnlockKey entry={entry} onUnlocked={setUnlocked} />}
      {summary && (
        <KeySheet
          entry={entry}
          summary={summary}
          locked={summary.encrypted && unlocked === null && !entry.passphraseKept}
          onUnlocked={setUnlocked}
          onChangePassphrase={() => setChanging(true)}
          onChanged={reread}
        />
      )}
      {changing && summary && (
        <ChangePassphrase
          entry={entry}
          summary={summary}
          onClose={() => setChanging(false)}
          onChanged={reread}
        />
      )}
    </div>
  );
});

/** A kept passphrase that no longer opens the file is asked for again. */
function wantsPassphrase(error: Error | null): boolean {
  return (
    error instanceof CodedError && ['keys.wrong-passphrase', 'keys.passphrase-needed'].includes(error.code)
  );
}
