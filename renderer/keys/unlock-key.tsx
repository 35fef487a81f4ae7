import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeySummary } from '../../contract/keys';
import type { KeyEntry } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { keysQuery, passphraseKeepingQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';
import { RememberBox } from './remember-box';
import { SlowJob } from './slow-job';
import { useJob, wasCancelled } from './use-job';

interface Props {
  entry: KeyEntry;
  onUnlocked: (summary: KeySummary) => void;
}

/** Shows the rest of a protected key. The passphrase travels once and is forgotten here. */
export function UnlockKey({ entry: { keyId }, onUnlocked }: Props) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const { data: keeping } = useQuery(passphraseKeepingQuery);
  const { jobId, run } = useJob();
  const [passphrase, setPassphrase] = useState('');
  const [remember, setRemember] = useState(false);
  const unlock = useMutation({
    mutationFn: () =>
      run((job) => unwrap(latchkey.keys.inspect({ keyId, passphrase, remember, jobId: job }))),
    gcTime: 0,
    meta: { shown: true },
    onSuccess: async (summary) => {
      onUnlocked(summary);
      if (remember) await client.invalidateQueries(keysQuery);
    },
    onSettled: () => setPassphrase(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (passphrase !== '') unlock.mutate();
  };
  const problem = unlock.error && !wasCancelled(unlock.error) ? explain(unlock.error) : null;
  return (
    <form className={classes.unlock} onSubmit={submit}>
      <div className={classes.unlockRow}>
        <PasswordInput
          className="grow"
          label={t('keys.unlock.label')}
          value={passphrase}
          autoComplete="off"
          error={problem !== null}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={passphrase === '' || unlock.isPending}>
          {t('keys.unlock')}
        </Button>
      </div>
      {problem && (
        <span className={classes.problem} role="alert">
          {problem}
        </span>
      )}
      {keeping && <RememberBox where={keeping.where} checked={remember} onChange={setRemember} />}
      {jobId && <SlowJob jobId={jobId} label={t('keys.job.opening')} />}
    </form>
  );
}
