import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { latchkey, unwrap } from '../ui/api';
import { infoQuery, keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { hasTyped, kindOf, namesOf, newDraft } from './generate-draft';
import { GenerateForm } from './generate-form';
import { GenerateResult, type MadeKey } from './generate-result';
import { KeyDialog } from './key-dialog';
import { nothingTyped } from './new-passphrase';
import { useJob } from './use-job';

interface Props {
  onClose: () => void;
  /** The new key is wanted as an EC2 key pair. */
  onImport: (keyId: string) => void;
}

/** Makes a new key: its description, the making, and then the key with its public half ready to be used. */
export function GenerateKey({ onClose, onImport }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: info } = useQuery(infoQuery);
  const { jobId, run } = useJob();
  const [today] = useState(() => new Date());
  const [draft, setDraft] = useState(() => newDraft(info?.platform ?? ''));
  const newPassphrase = draft.isProtected ? draft.typed.passphrase : null;

  const make = useMutation({
    gcTime: 0,
    meta: { shown: true },
    mutationFn: () =>
      run(async (job): Promise<MadeKey | null> => {
        const names = namesOf(draft, today);
        const kind = kindOf(draft);
        const saved = await unwrap(
          latchkey.keys.generate({ kind, to: draft.to, newPassphrase, ...names, jobId: job }),
        );
        if (saved.status === 'cancelled') return null;
        if (saved.keyId === null) return { saved, summary: null };
        const passphrase = newPassphrase ?? undefined;
        const read = await latchkey.keys.inspect({ keyId: saved.keyId, passphrase });
        return { saved, summary: read.ok ? read.value : null };
      }),
    onSuccess: async (made) => {
      if (!made) return;
      setDraft({ ...draft, typed: nothingTyped });
      await client.invalidateQueries(keysQuery);
    },
  });

  const made = make.data ?? null;
  const loses = make.isPending
    ? 'keys.generate.loses-work'
    : hasTyped(draft)
      ? 'keys.dialog.loses-typed'
      : null;
  return (
    <KeyDialog
      title={t(made ? 'keys.generate.made' : 'keys.generate.title')}
      size={600}
      loses={made || loses === null ? null : t(loses)}
      onClose={onClose}
    >
      {(close) =>
        made ? (
          <GenerateResult made={made} onClose={onClose} onImport={onImport} />
        ) : (
          <GenerateForm
            draft={draft}
            today={today}
            jobId={jobId}
            error={make.error}
            onChange={setDraft}
            onSubmit={() => make.mutate()}
            onCancel={close}
          />
        )
      }
    </KeyDialog>
  );
}
