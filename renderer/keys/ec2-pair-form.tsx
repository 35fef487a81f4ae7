import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { keyPairName } from '../../contract/inventory';
import type { Translate } from '../../locales';
import type { AwsSource } from '../hosts/aws-fields';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { useEc2Account } from './ec2-account';
import classes from './key-form.module.css';

interface Props {
  /** What is going to happen. */
  text: string;
  name: string;
  onName: (name: string) => void;
  /** Why it cannot be done with this key; null where it can. */
  refusal?: string | null;
  /** Fields of its own. */
  children?: ReactNode;
  error: Error | null;
  busy: boolean;
  action: string;
  onSubmit: (source: AwsSource) => void;
  onCancel: () => void;
}

/** A key pair's name, and the account and region that it is for. Nothing in it is lost by a failure. */
export function PairForm(props: Props) {
  const { text, name, onName, refusal = null, children, error, busy, action, onSubmit, onCancel } = props;
  const { t, explain } = useWords();
  const account = useEc2Account();
  const [tried, setTried] = useState(false);
  const named = keyPairName.safeParse(name.trim());
  const impossible = refusal !== null || account.isSample;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!impossible && !busy && named.success && account.source) onSubmit(account.source);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <span className="muted">{text}</span>
        {refusal && <Notice kind="warning">{refusal}</Notice>}
        {refusal === null && (
          <fieldset className={classes.fields} disabled={busy}>
            <TextInput
              data-autofocus
              label={t('keys.pair.name')}
              maxLength={255}
              value={name}
              error={tried && !named.success ? t('keys.pair.name.wrong') : null}
              onChange={(event) => onName(event.currentTarget.value)}
            />
            {children}
            {account.fields(tried)}
          </fieldset>
        )}
        {error && <Notice kind="error">{explain(error)}</Notice>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('prompt.cancel')}
          </Button>
          <Button type="submit" disabled={impossible || busy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What closing the dialog would lose: the sight of what becomes of a request, or what was typed. */
export function lossOfPair(t: Translate, { busy, typed }: { busy: boolean; typed: boolean }): string | null {
  if (busy) return t('keys.pair.loses-work');
  return typed ? t('keys.dialog.loses-typed') : null;
}
