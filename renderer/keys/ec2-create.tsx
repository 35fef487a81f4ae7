import { SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AwsSource } from '../hosts/aws-fields';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { inventoryQuery, keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { lossOfPair, PairForm } from './ec2-pair-form';
import { DialogEnd, KeyDialog } from './key-dialog';
import classes from './key-form.module.css';

type PairType = 'rsa' | 'ed25519';

/** Has EC2 make a key pair. Its private key exists only in the file that main saves before it answers. */
export function CreateKeyPair({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [type, setType] = useState<PairType>('ed25519');
  const create = useMutation({
    gcTime: 0,
    meta: { shown: true },
    mutationFn: (source: AwsSource) => unwrap(latchkey.keys.createPair({ name: name.trim(), type, source })),
    onSuccess: async (saved, source) => {
      if (saved.status === 'cancelled') return;
      void client.invalidateQueries(inventoryQuery(source));
      await client.invalidateQueries(keysQuery);
    },
  });
  const saved = create.data?.status === 'saved' ? create.data : null;
  return (
    <KeyDialog
      title={t('keys.create-pair.title')}
      loses={lossOfPair(t, { busy: create.isPending, typed: name !== '' && !saved })}
      onClose={onClose}
    >
      {(close) =>
        saved ? (
          <DialogEnd keyId={saved.keyId} onClose={onClose}>
            <Notice kind="done">
              {t('keys.create-pair.done', { keyPair: name.trim(), name: saved.name, folder: saved.folder })}
            </Notice>
            <Notice kind="warning">{t('keys.create-pair.only-copy')}</Notice>
          </DialogEnd>
        ) : (
          <PairForm
            text={t('keys.create-pair.text')}
            name={name}
            onName={setName}
            error={create.error}
            busy={create.isPending}
            action={t(create.isPending ? 'keys.create-pair.working' : 'keys.create-pair.do')}
            onSubmit={(source) => create.mutate(source)}
            onCancel={close}
          >
            <div className={classes.size}>
              <SegmentedControl
                aria-label={t('keys.fact.type')}
                value={type}
                onChange={(chosen) => setType(chosen as PairType)}
                data={[
                  { value: 'ed25519', label: 'Ed25519' },
                  { value: 'rsa', label: 'RSA 2048' },
                ]}
              />
              <span className="muted">{t(`keys.create-pair.type.${type}`)}</span>
            </div>
          </PairForm>
        )
      }
    </KeyDialog>
  );
}
