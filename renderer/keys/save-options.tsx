import { TextInput } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';
import { PpkFields } from './ppk-fields';
import { carriesComment, hasDerivation, type SaveDraft } from './save-draft';

interface Props {
  draft: SaveDraft;
  /** The comment that the key has. */
  comment: string | null;
  onChange: (change: Partial<SaveDraft>) => void;
}

/** What few people change in a file to be saved, folded away until it is asked for. */
export function SaveOptions({ draft, comment, onChange }: Props) {
  const { t } = useWords();
  if (!carriesComment(draft.to) && !hasDerivation(draft)) return null;
  return (
    <details className={classes.advanced}>
      <summary>
        <IconChevronRight size={14} aria-hidden />
        {t('keys.advanced')}
      </summary>
      {carriesComment(draft.to) && (
        <TextInput
          label={t('keys.fact.comment')}
          maxLength={1_000}
          value={draft.comment ?? comment ?? ''}
          onChange={(event) => onChange({ comment: event.currentTarget.value })}
        />
      )}
      {hasDerivation(draft) && <PpkFields value={draft.ppk} onChange={(ppk) => onChange({ ppk })} />}
    </details>
  );
}
