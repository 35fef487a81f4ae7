import { Button, Group, PasswordInput, SegmentedControl, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeySummary } from '../../contract/keys';
import type { KeyEntry } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { KeyDialog } from './key-dialog';
import { isReady, NewPassphrase, nothingTyped } from './new-passphrase';
import { SlowJob } from './slow-job';
import { useJob, wasCancelled } from './use-job';

interface Props {
  entry: KeyEntry;
  summary: KeySummary;
  onClose: () => void;
  onChanged: () => void;
}

/** Sets, changes or removes the passphrase of a key's own file. */
export function ChangePassphrase({ entry, summary, onClose, onChanged }: Props) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const { jobId, run } = useJob();
  const { keyId, name, passphraseKept } = entry;
  const { encrypted } = summary;
  const [removes, setRemoves] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [typed, setTyped] = useState(nothingTyped);
  const asks = encrypted && !passphraseKept;
  const ready = (!asks || passphrase !== '') && (removes || isReady(typed));

  const change = useMutation({
    gcTime: 0,
    meta: { shown: true },
    mutationFn: () =>
      run((job) =>
        unwrap(
          latchkey.keys.changePassphrase({
            keyId,
            ...(asks ? { passphrase } : {}),
            newPassphrase: removes ? null : typed.passphrase,
            jobId: job,
          }),
        ),
      ),
    onSuccess: async () => {
      setPassphrase('');
      setTyped(nothingTyped);
      notifications.show({
        message: t(removes ? 'keys.passphrase.removed' : 'keys.passphrase.changed', { name }),
        autoClose: 8_000,
      });
      await client.invalidateQueries(keysQuery);
      onChanged();
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready && !change.isPending) change.mutate();
  };
  const touched = passphrase !== '' || typed !== nothingTyped;
  return (
    <KeyDialog
      title={t(encrypted ? 'keys.passphrase.change.title' : 'keys.passphrase.set.title', { name })}
      loses={touched ? t('keys.dialog.loses-typed') : null}
      onClose={onClose}
    >
      {(close) => (
        <form onSubmit={submit}>
          <Stack gap="sm">
            <span className="muted">{t('keys.passphrase.change.text')}</span>
            {asks && (
              <PasswordInput
                data-autofocus
                label={t('keys.passphrase.current')}
                value={passphrase}
                autoComplete="off"
                onChange={(event) => setPassphrase(event.currentTarget.value)}
              />
            )}
            {encrypted && (
              <SegmentedControl
                aria-label={t('keys.protection')}
                value={removes ? 'none' : 'new'}
                onChange={(value) => setRemoves(value === 'none')}
                data={[
                  { value: 'new', label: t('keys.protection.new') },
                  { value: 'none', label: t('keys.protection.none') },
                ]}
              />
            )}
            {removes ? (
              <Notice kind="warning">{t('keys.passphrase.remove.text')}</Notice>
            ) : (
              <NewPassphrase value={typed} onChange={setTyped} autoFocus={!asks} />
            )}
            {change.error && !wasCancelled(change.error) && (
              <Notice kind="error">{explain(change.error)}</Notice>
            )}
            {jobId && <SlowJob jobId={jobId} label={t('keys.job.rewriting')} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('prompt.cancel')}
              </Button>
              <Button type="submit" disabled={!ready || change.isPending}>
                {t(change.isPending ? 'keys.saving' : buttonOf(encrypted, removes))}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </KeyDialog>
  );
}

function buttonOf(encrypted: boolean, removes: boolean) {
  if (removes) return 'keys.passphrase.remove.do';
  return encrypted ? 'keys.passphrase.change.do' : 'keys.passphrase.set.do';
}
