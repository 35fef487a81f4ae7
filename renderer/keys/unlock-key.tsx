import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { KeySummary } from '../../contract/keys';
import { latchkey, unwrap } from '../ui/api';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';

/** Shows the rest of a protected key. The passphrase travels once and is forgotten here. */
export function UnlockKey({
  keyId,
  onUnlocked,
}: {
  keyId: string;
  onUnlocked: (summary: KeySummary) => void;
}) {
  const { t, explain } = useWords();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useMutation({
    mutationFn: () => unwrap(latchkey.keys.inspect({ keyId, passphrase })),
    gcTime: 0,
    meta: { shown: true },
    onSuccess: onUnlocked,
    onSettled: () => setPassphrase(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    unlock.mutate();
  };
  return (
    <form className={classes.unlock} onSubmit={submit}>
      <PasswordInput
        className="grow"
        label={t('keys.unlock.label')}
        value={passphrase}
        autoComplete="off"
        error={unlock.error ? explain(unlock.error) : null}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={passphrase === '' || unlock.isPending}>
        {t('keys.unlock')}
      </Button>
    </form>
  );
}
