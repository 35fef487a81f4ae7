import { PasswordInput } from '@mantine/core';
import { useEffect } from 'react';
import { useWords } from '../ui/words';
import classes from './new-passphrase.module.css';
import { loadEstimator } from './passphrase-strength';
import { StrengthMeter } from './strength-meter';

/** A passphrase as it is typed: twice, since nobody sees what stands there. */
export interface TypedTwice {
  passphrase: string;
  repeated: string;
}

export const nothingTyped: TypedTwice = { passphrase: '', repeated: '' };

/** True once there is a passphrase and both are the same. */
export function isReady({ passphrase, repeated }: TypedTwice): boolean {
  return passphrase !== '' && passphrase === repeated;
}

interface Props {
  value: TypedTwice;
  onChange: (value: TypedTwice) => void;
  /** True where it is the first thing that a dialog asks. */
  autoFocus?: boolean;
}

/** Asks for a new passphrase, says how strong it is, and what some programs would make of it. */
export function NewPassphrase({ value, onChange, autoFocus }: Props) {
  const { t } = useWords();
  const { passphrase, repeated } = value;
  const differs = repeated !== '' && repeated !== passphrase;
  useEffect(loadEstimator, []);
  return (
    <div className={classes.fields}>
      <PasswordInput
        data-autofocus={autoFocus || undefined}
        label={t('keys.passphrase.new')}
        value={passphrase}
        autoComplete="new-password"
        onChange={(event) => onChange({ ...value, passphrase: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('keys.passphrase.repeat')}
        value={repeated}
        autoComplete="new-password"
        error={differs ? t('keys.passphrase.differs') : null}
        onChange={(event) => onChange({ ...value, repeated: event.currentTarget.value })}
      />
      <StrengthMeter passphrase={passphrase} />
    </div>
  );
}
