import { Select } from '@mantine/core';
import type { KeySummary } from '../../contract/keys';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';

/** What is known of one key of a file. */
export type KeyFactsData = KeySummary['others'][number];

/** Every key of a file, the first one first. */
export function keysIn(summary: KeySummary): KeyFactsData[] {
  return [summary, ...summary.others];
}

interface Props {
  keys: KeyFactsData[];
  index: number;
  onChange: (index: number) => void;
}

/** Which key of a file with several is shown and saved. Other programs silently take the first. */
export function KeyChoice({ keys, index, onChange }: Props) {
  const { t } = useWords();
  return (
    <Select
      label={t('keys.several', { count: keys.length })}
      description={t('keys.several.detail')}
      data={keys.map(({ algorithm, bits, comment }, place) => {
        const type = algorithm ? algorithmName(algorithm, bits) : t('keys.fact.hidden');
        return {
          value: String(place),
          label: [`${place + 1}`, type, comment].filter(Boolean).join(' · '),
        };
      })}
      value={String(index)}
      onChange={(value) => onChange(Number(value))}
    />
  );
}
