import { Select } from '@mantine/core';
import type { KeyFormat } from '../../contract/keys';
import { useWords } from '../ui/words';
import classes from './format-select.module.css';

interface Props<F extends KeyFormat> {
  formats: readonly F[];
  value: F;
  onChange: (format: F) => void;
}

/** Chooses the format of a file to be written; every choice says what it is for. */
export function FormatSelect<F extends KeyFormat>({ formats, value, onChange }: Props<F>) {
  const { t } = useWords();
  return (
    <Select<F>
      label={t('keys.fact.format')}
      description={t(`keys.to.${value}.for`)}
      data={formats.map((format) => ({ value: format, label: t(`keys.to.${format}`) }))}
      value={value}
      onChange={(format) => format && onChange(format)}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <b>{option.label}</b>
          <small>{t(`keys.to.${option.value as F}.for`)}</small>
        </span>
      )}
    />
  );
}
