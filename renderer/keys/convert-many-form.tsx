import { Button, Group, Input, PasswordInput, SegmentedControl } from '@mantine/core';
import { type FormEvent, useId } from 'react';
import type { KeyEntry } from '../../contract/page';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import {
  type ConvertDraft,
  type ConvertSource,
  convertFormats,
  isComplete,
  isPublic,
  mayNeedPassphrase,
  type Protection,
} from './convert-many-draft';
import { FormatSelect } from './format-select';
import { JobProgress } from './job-progress';
import classes from './key-form.module.css';
import { NewPassphrase } from './new-passphrase';
import { wasCancelled } from './use-job';

interface Props {
  keys: KeyEntry[];
  draft: ConvertDraft;
  /** The conversion, while it is under way. */
  jobId: string | null;
  error: Error | null;
  onChange: (draft: ConvertDraft) => void;
  onSubmit: () => void;
  onCancel: () => void;
}

/** What to convert, into what, and how it is to be protected. */
export function ConvertManyForm({ keys, draft, jobId, error, onChange, onSubmit, onCancel }: Props) {
  const { t, explain } = useWords();
  const [fromId, protectionId] = [useId(), useId()];
  const set = (change: Partial<ConvertDraft>): void => onChange({ ...draft, ...change });
  const sources: ConvertSource[] = keys.length > 0 ? ['keys', 'files', 'folder'] : ['files', 'folder'];
  const protections: Protection[] = ['keep', 'none', 'new'];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isComplete(draft) && jobId === null) onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <fieldset className={classes.fields} disabled={jobId !== null}>
        <div className={classes.size}>
          <Input.Label id={fromId} labelElement="div">
            {t('keys.convert-many.from')}
          </Input.Label>
          <SegmentedControl
            aria-labelledby={fromId}
            value={draft.from}
            onChange={(from) => set({ from: from as ConvertSource })}
            data={sources.map((from) => ({
              value: from,
              label: t(`keys.convert-many.from.${from}`, { count: keys.length }),
            }))}
          />
          <span className="muted">{t(`keys.convert-many.from.${draft.from}.detail`)}</span>
        </div>
        <FormatSelect formats={convertFormats} value={draft.to} onChange={(to) => set({ to })} />
        {mayNeedPassphrase(draft, keys) && (
          <PasswordInput
            label={t('keys.convert-many.passphrase')}
            description={t('keys.convert-many.passphrase.detail')}
            value={draft.passphrase}
            autoComplete="off"
            onChange={(event) => set({ passphrase: event.currentTarget.value })}
          />
        )}
        {!isPublic(draft) && (
          <div className={classes.size}>
            <Input.Label id={protectionId} labelElement="div">
              {t('keys.convert-many.protection')}
            </Input.Label>
            <SegmentedControl
              aria-labelledby={protectionId}
              value={draft.protection}
              onChange={(protection) => set({ protection: protection as Protection })}
              data={protections.map((protection) => ({
                value: protection,
                label: t(`keys.convert-many.protection.${protection}`),
              }))}
            />
            {draft.protection === 'new' && (
              <NewPassphrase value={draft.typed} onChange={(typed) => set({ typed })} />
            )}
          </div>
        )}
      </fieldset>
      <div className={classes.end}>
        {error && (
          <Notice kind={wasCancelled(error) ? 'info' : 'error'}>
            {wasCancelled(error) ? t('keys.convert-many.cancelled') : explain(error)}
          </Notice>
        )}
        {jobId ? (
          <JobProgress jobId={jobId} label={t('keys.convert-many.working')} />
        ) : (
          <>
            <span className="muted">{t('keys.convert-many.detail')}</span>
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onCancel}>
                {t('prompt.cancel')}
              </Button>
              <Button type="submit" data-autofocus disabled={!isComplete(draft)}>
                {t('keys.convert-many.do')}
              </Button>
            </Group>
          </>
        )}
      </div>
    </form>
  );
}
