import { Button, PasswordInput, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import type { KeyAdvice } from '../../contract/keys';
import type { KeyEntry, SavedKey } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { FormatCards } from './format-cards';
import type { KeyFactsData } from './key-choice';
import classes from './key-details.module.css';
import { NewPassphrase } from './new-passphrase';
import { Purpose } from './purpose';
import {
  asksPassphrase,
  isComplete,
  isPublic,
  type Protection,
  requestOf,
  type SaveDraft,
  takeFor,
  withoutSecrets,
} from './save-draft';
import { SaveOptions } from './save-options';
import { SlowJob } from './slow-job';
import { useJob, wasCancelled } from './use-job';

interface Props {
  entry: KeyEntry;
  facts: KeyFactsData;
  /** Which key of the file it is. */
  index: number;
  advice: KeyAdvice[];
  draft: SaveDraft;
  onDraft: (draft: SaveDraft) => void;
}

/** Saves the key in another format; the system's dialog asks where. */
export function SaveAs({ entry, facts, index, advice, draft, onDraft }: Props) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const { jobId, run } = useJob();
  const { to, protection } = draft;
  const set = (change: Partial<SaveDraft>): void => onDraft({ ...draft, ...change });
  const ready = isComplete(draft, entry, facts);
  const protections: Protection[] = facts.encrypted ? ['keep', 'none', 'new'] : ['none', 'new'];

  const save = useMutation({
    mutationFn: () =>
      run((job) => unwrap(latchkey.keys.save({ ...requestOf(draft, entry, facts, index), jobId: job }))),
    gcTime: 0,
    meta: { shown: true },
    onSuccess: async (saved: SavedKey) => {
      if (saved.status === 'cancelled') return;
      onDraft(withoutSecrets(draft));
      notifications.show({
        message: t('keys.saved', { name: saved.name, folder: saved.folder }),
        autoClose: 8_000,
      });
      await client.invalidateQueries(keysQuery);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready && !save.isPending) save.mutate();
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      <Purpose
        advice={advice}
        draft={draft}
        onChoose={(chosen) => {
          save.reset();
          onDraft(chosen ? takeFor(draft, chosen) : { ...draft, target: null });
        }}
      />
      <FormatCards
        value={to}
        algorithm={facts.algorithm}
        onChange={(format) => {
          save.reset();
          set({ to: format });
        }}
      />
      {!isPublic(to) && (
        <SegmentedControl
          aria-label={t('keys.protection')}
          value={protection}
          onChange={(value) => set({ protection: value })}
          data={protections.map((value) => ({ value, label: t(`keys.protection.${value}`) }))}
        />
      )}
      {!isPublic(to) && protection === 'new' && (
        <NewPassphrase value={draft.typed} onChange={(typed) => set({ typed })} />
      )}
      {asksPassphrase(entry, facts) && (
        <PasswordInput
          label={t('keys.passphrase.current')}
          value={draft.passphrase}
          autoComplete="off"
          onChange={(event) => set({ passphrase: event.currentTarget.value })}
        />
      )}
      <SaveOptions draft={draft} comment={facts.comment} onChange={set} />
      {save.error && !wasCancelled(save.error) && <Notice kind="error">{explain(save.error)}</Notice>}
      <div className="bar">
        <Button type="submit" disabled={!ready || save.isPending}>
          {save.isPending ? t('keys.saving') : t('keys.save', { format: t(`keys.to.${to}`) })}
        </Button>
        <span className="muted grow">{t('keys.save.detail')}</span>
      </div>
      {jobId && <SlowJob jobId={jobId} label={t('keys.job.saving')} />}
    </form>
  );
}
