import { Button } from '@mantine/core';
import { ec2ImportObstacle } from '../../common/ec2-import';
import type { KeySummary } from '../../contract/keys';
import type { SavedKey } from '../../contract/page';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { DialogEnd } from './key-dialog';
import { KeyPrints } from './key-prints';

/** A key that was made: where its file is, and what it is. */
export interface MadeKey {
  saved: Extract<SavedKey, { status: 'saved' }>;
  /** Null where the new file could not be read again; it is there nevertheless. */
  summary: KeySummary | null;
}

interface Props {
  made: MadeKey;
  onClose: () => void;
  onImport: (keyId: string) => void;
}

/** The key that was made: where it is, its fingerprints, and its public half ready to be copied or imported. */
export function GenerateResult({ made, onClose, onImport }: Props) {
  const { t } = useWords();
  const { saved, summary } = made;
  const { keyId, name, folder } = saved;
  const canImport =
    keyId !== null && summary?.algorithm && !ec2ImportObstacle(summary.algorithm, summary.bits);
  return (
    <DialogEnd
      keyId={keyId}
      actions={
        canImport && (
          <Button variant="default" onClick={() => onImport(keyId)}>
            {t('keys.import.open')}
          </Button>
        )
      }
      onClose={onClose}
    >
      <Notice kind="done">{t('keys.saved', { name, folder })}</Notice>
      {summary && <KeyPrints summary={summary} />}
    </DialogEnd>
  );
}
