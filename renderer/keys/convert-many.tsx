import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyEntry } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { type ConvertDraft, hasTyped, newDraft, requestOf } from './convert-many-draft';
import { ConvertManyForm } from './convert-many-form';
import { ConvertManyResult } from './convert-many-result';
import { KeyDialog } from './key-dialog';
import { useJob } from './use-job';

interface Props {
  /** The keys that are selected in the list; none: files or a folder are asked for. */
  keys: KeyEntry[];
  onClose: () => void;
}

/** Converts many key files into one folder, and says of every one what became of it. */
export function ConvertMany({ keys, onClose }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { jobId, run } = useJob();
  const [draft, setDraft] = useState<ConvertDraft>(() => newDraft(keys));
  const convert = useMutation({
    gcTime: 0,
    meta: { shown: true },
    mutationFn: () =>
      run((job) => unwrap(latchkey.keys.convertMany({ ...requestOf(draft, keys), jobId: job }))),
    onSuccess: async (converted) => {
      if (converted.status === 'cancelled') return;
      setDraft(newDraft(keys));
      await client.invalidateQueries(keysQuery);
    },
  });
  const converted = convert.data?.status === 'done' ? convert.data : null;
  const loses = convert.isPending
    ? t('keys.convert-many.loses-work')
    : !converted && hasTyped(draft)
      ? t('keys.dialog.loses-typed')
      : null;
  return (
    <KeyDialog
      title={t(converted ? 'keys.convert-many.done' : 'keys.convert-many.title')}
      size={converted ? 680 : 560}
      loses={loses}
      onClose={onClose}
    >
      {(close) =>
        converted ? (
          <ConvertManyResult converted={converted} onClose={onClose} />
        ) : (
          <ConvertManyForm
            keys={keys}
            draft={draft}
            jobId={jobId}
            error={convert.error}
            onChange={setDraft}
            onSubmit={() => convert.mutate()}
            onCancel={close}
          />
        )
      }
    </KeyDialog>
  );
}
