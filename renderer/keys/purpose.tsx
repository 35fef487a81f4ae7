import { Select } from '@mantine/core';
import type { KeyAdvice } from '../../contract/keys';
import { useWords } from '../ui/words';
import { causeSentence } from './cause-sentence';
import classes from './key-details.module.css';
import type { SaveDraft } from './save-draft';

interface Props {
  advice: KeyAdvice[];
  draft: SaveDraft;
  onChoose: (advice: KeyAdvice | null) => void;
}

/** Asks what the key is for, and says which format that means, and why. */
export function Purpose({ advice, draft, onChoose }: Props) {
  const { t } = useWords();
  const chosen = advice.find(({ target }) => target === draft.target) ?? null;
  return (
    <div className={classes.purpose}>
      <div className={classes.purposeRow}>
        <h2>{t('keys.save-as')}</h2>
        <Select
          aria-label={t('keys.purpose')}
          placeholder={t('keys.purpose')}
          allowDeselect
          maxDropdownHeight={380}
          comboboxProps={{ width: 290, position: 'bottom-end' }}
          clearable
          clearButtonProps={{ 'aria-label': t('keys.purpose.clear') }}
          data={advice.map(({ target }) => ({ value: target, label: t(`keys.target.${target}`) }))}
          value={draft.target}
          onChange={(value) => onChoose(advice.find(({ target }) => target === value) ?? null)}
        />
      </div>
      {chosen && (
        <p className={classes.reason} role="status">
          <Reason advice={chosen} />
        </p>
      )}
    </div>
  );
}

function Reason({ advice: { target, reads, cause, take } }: { advice: KeyAdvice }) {
  const { t } = useWords();
  const program = t(`keys.target.${target}`);
  if (reads) return t('keys.purpose.reads', { program });
  if (take) return t(`keys.advice.${target}`);
  return `${t('keys.purpose.none', { program })} ${causeSentence(t, cause)}`;
}
