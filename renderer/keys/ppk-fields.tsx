import { NumberInput, Select } from '@mantine/core';
import { type PpkParameters, ppkParameters } from '../../contract/keys';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';

interface Props {
  value: PpkParameters;
  onChange: (value: PpkParameters) => void;
}

const derivations = ppkParameters.shape.kdf.unwrap().options;

/** How a PPK 3 derives its key from the passphrase. What is left empty is PuTTYgen's default. */
export function PpkFields({ value, onChange }: Props) {
  const { t } = useWords();
  const set = (change: Partial<PpkParameters>): void => {
    const { kdf, memory, passes } = { ...value, ...change };
    onChange({
      ...(kdf === undefined ? {} : { kdf }),
      ...(memory === undefined ? {} : { memory }),
      ...(passes === undefined ? {} : { passes }),
    });
  };
  const number = (entered: number | string): number | undefined =>
    typeof entered === 'number' ? entered : undefined;
  return (
    <>
      <div className={classes.row}>
        <Select
          label={t('keys.ppk.kdf')}
          placeholder="Argon2id"
          data={derivations.map((kdf) => ({ value: kdf, label: kdf.replace('argon', 'Argon') }))}
          value={value.kdf ?? null}
          onChange={(kdf) => set({ kdf: kdf ?? undefined })}
        />
        <NumberInput
          label={t('keys.ppk.memory')}
          placeholder="8192"
          min={8}
          max={1_048_576}
          allowDecimal={false}
          value={value.memory ?? ''}
          onChange={(memory) => set({ memory: number(memory) })}
        />
        <NumberInput
          label={t('keys.ppk.passes')}
          placeholder={t('keys.ppk.passes.auto')}
          min={1}
          max={8_388_608}
          allowDecimal={false}
          value={value.passes ?? ''}
          onChange={(passes) => set({ passes: number(passes) })}
        />
      </div>
      <p className="muted">{t('keys.ppk.detail')}</p>
    </>
  );
}
