import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import { FormatSelect } from './format-select';
import { isComplete, type KeyDraft, namesOf } from './generate-draft';
import { GenerateType } from './generate-type';
import { JobProgress } from './job-progress';
import classes from './key-form.module.css';
import { formatsFor } from './key-kind';
import { NewPassphrase } from './new-passphrase';
import { wasCancelled } from './use-job';

interface Props {
  draft: KeyDraft;
  today: Date;
  /** The making, while it is under way. */
  jobId: string | null;
  error: Error | null;
  onChange: (draft: KeyDraft) => void;
  onSubmit: () => void;
  onCancel: () => void;
}

/** Describes the key to be made. Nothing in it is lost by a failure or by Cancel. */
export function GenerateForm({ draft, today, jobId, error, onChange, onSubmit, onCancel }: Props) {
  const { t, explain } = useWords();
  const set = (change: Partial<KeyDraft>): void => onChange({ ...draft, ...change });
  const names = namesOf({ ...draft, name: null, comment: null }, today);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete(draft) && jobId === null) onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset className={classes.fields} disabled={jobId !== null}>
        <GenerateType draft={draft} onChange={onChange} />
        <div className={classes.row}>
          <TextInput
            label={t('keys.generate.name')}
            description={t('keys.generate.name.detail')}
            maxLength={200}
            placeholder={names.name}
            value={draft.name ?? names.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <FormatSelect formats={formatsFor(draft.type)} value={draft.to} onChange={(to) => set({ to })} />
        </div>
        <TextInput
          label={t('keys.fact.comment')}
          description={t('keys.generate.comment.detail')}
          maxLength={1_000}
          value={draft.comment ?? names.comment}
          onChange={(event) => set({ comment: event.currentTarget.value })}
        />
        <Stack gap={8}>
          <SegmentedControl
            aria-label={t('keys.protection')}
            value={draft.isProtected ? 'new' : 'none'}
            onChange={(protection) => set({ isProtected: protection === 'new' })}
            data={[
              { value: 'new', label: t('keys.protection.new') },
              { value: 'none', label: t('keys.protection.none') },
            ]}
          />
          {draft.isProtected ? (
            <NewPassphrase value={draft.typed} onChange={(typed) => set({ typed })} />
          ) : (
            <span className="muted">{t('keys.generate.unprotected')}</span>
          )}
        </Stack>
      </fieldset>
      <div className={classes.end}>
        {error && (
          <Notice kind={wasCancelled(error) ? 'info' : 'error'}>
            {wasCancelled(error) ? t('keys.generate.cancelled') : explain(error)}
          </Notice>
        )}
        {jobId ? (
          <JobProgress jobId={jobId} label={t('keys.generate.making', { type: typeName(draft) })} />
        ) : (
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onCancel}>
              {t('prompt.cancel')}
            </Button>
            <Button type="submit" disabled={!isComplete(draft)}>
              {t('keys.generate.do')}
            </Button>
          </Group>
        )}
      </div>
    </form>
  );
}

function typeName({ type, rsaBits, ecdsaBits }: KeyDraft): string {
  if (type === 'rsa') return algorithmName('ssh-rsa', rsaBits);
  if (type === 'ecdsa') return algorithmName(`ecdsa-sha2-nistp${ecdsaBits}`, ecdsaBits);
  return algorithmName('ssh-ed25519', null);
}
