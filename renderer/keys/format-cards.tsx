import { Radio } from '@mantine/core';
import type { KeyFormat } from '../../contract/keys';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';
import { canCarry, saveFormats } from './save-draft';

interface Props {
  value: KeyFormat;
  algorithm: string | null;
  onChange: (format: KeyFormat) => void;
}

/** The formats, each with what it is for. One that cannot hold the key says so. */
export function FormatCards({ value, algorithm, onChange }: Props) {
  const { t } = useWords();
  return (
    <Radio.Group
      aria-label={t('keys.save-as')}
      value={value}
      onChange={(chosen) => onChange(chosen as KeyFormat)}
    >
      <div className={classes.formats}>
        {saveFormats.map((format) => {
          const disabled = !canCarry(format, algorithm);
          return (
            <Radio.Card
              key={format}
              value={format}
              className={classes.format}
              disabled={disabled}
              data-disabled={disabled || undefined}
            >
              <b>{t(`keys.to.${format}`)}</b>
              <small>{t(disabled ? 'keys.to.pem.not-ed25519' : `keys.to.${format}.for`)}</small>
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}
