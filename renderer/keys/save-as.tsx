import { Button, PasswordInput, Radio, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeyFormat, KeySummary } from '../../contract/keys';
import type { KeyEntry, SavedKey } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';

const formats: KeyFormat[] = ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8', 'public', 'rfc4716'];
const publicFormats: KeyFormat[] = ['public', 'rfc4716'];

/** How the new file is to be protected; `keep`: by the passphrase the source has. */
type Protection = 'keep' | 'none' | 'new';

/** Saves the key in another format; the system's dialog asks where. */
export function SaveAs({ entry, summary }: { entry: KeyEntry; summary: KeySummary }) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const [to, setTo] = useState<KeyFormat>(
    summary.format === 'ppk' || summary.format === 'ppk2' ? 'openssh' : 'ppk',
  );
  const [protection, setProtection] = useState<Protection>(summary.encrypted ? 'keep' : 'none');
  const [passphrase, setPassphrase] = useState('');
  const [newPassphrase, setNewPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const isPublic = publicFormats.includes(to);
  const asksNew = !isPublic && protection === 'new';
  const differs = asksNew && repeated !== '' && repeated !== newPassphrase;
  const ready =
    (!summary.encrypted || passphrase !== '') &&
    (!asksNew || (newPassphrase !== '' && repeated === newPassphrase));

  const save = useMutation({
    mutationFn: () =>
      unwrap(
        latchkey.keys.save({
          keyId: entry.keyId,
          to,
          ...(summary.encrypted ? { passphrase } : {}),
          ...(isPublic || protection === 'keep' ? {} : { newPassphrase: asksNew ? newPassphrase : null }),
        }),
      ),
    gcTime: 0,
    meta: { shown: true },
    onSuccess: async (saved: SavedKey) => {
      if (saved.status === 'cancelled') return;
      setPassphrase('');
      setNewPassphrase('');
      setRepeated('');
      notifications.show({
        message: t('keys.saved', { name: saved.name, folder: saved.folder }),
        autoClose: 8_000,
      });
      await client.invalidateQueries(keysQuery);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) save.mutate();
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      <Radio.Group
        label={<h2>{t('keys.save-as')}</h2>}
        value={to}
        onChange={(value) => {
          setTo(value as KeyFormat);
          save.reset();
        }}
      >
        <div className={classes.formats} style={{ marginTop: 8 }}>
          {formats.map((format) => {
            const disabled = format === 'pem' && summary.algorithm === 'ssh-ed25519';
            return (
              <Radio.Card
                key={format}
                value={format}
                className={classes.format}
                disabled={disabled}
                data-disabled={disabled || undefined}
              >
                <b>{t(`keys.to.${format}`)}</b>
                <small>{disabled ? t('keys.to.pem.not-ed25519') : t(`keys.to.${format}.for`)}</small>
              </Radio.Card>
            );
          })}
        </div>
      </Radio.Group>
      {!isPublic && (
        <SegmentedControl
          aria-label={t('keys.protection')}
          value={protection}
          onChange={setProtection}
          data={[
            ...(summary.encrypted ? [{ value: 'keep' as const, label: t('keys.protection.keep') }] : []),
            { value: 'none' as const, label: t('keys.protection.none') },
            { value: 'new' as const, label: t('keys.protection.new') },
          ]}
        />
      )}
      <div className={classes.row}>
        {summary.encrypted && (
          <PasswordInput
            label={t('keys.passphrase.current')}
            value={passphrase}
            autoComplete="off"
            onChange={(event) => setPassphrase(event.currentTarget.value)}
          />
        )}
        {asksNew && (
          <>
            <PasswordInput
              label={t('keys.passphrase.new')}
              value={newPassphrase}
              autoComplete="new-password"
              onChange={(event) => setNewPassphrase(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('keys.passphrase.repeat')}
              value={repeated}
              autoComplete="new-password"
              error={differs ? t('keys.passphrase.differs') : null}
              onChange={(event) => setRepeated(event.currentTarget.value)}
            />
          </>
        )}
      </div>
      {save.error && <Notice kind="error">{explain(save.error)}</Notice>}
      <div className="bar">
        <Button type="submit" disabled={!ready || save.isPending}>
          {save.isPending ? t('keys.saving') : t('keys.save', { format: t(`keys.to.${to}`) })}
        </Button>
        <span className="muted grow">{t('keys.save.detail')}</span>
      </div>
    </form>
  );
}
