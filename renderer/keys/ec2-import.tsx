import { PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ec2ImportObstacle } from '../../common/ec2-import';
import type { KeyEntry } from '../../contract/page';
import type { AwsSource } from '../hosts/aws-fields';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { inventoryQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import { suggestPairName } from './ec2-name';
import { lossOfPair, PairForm } from './ec2-pair-form';
import { DialogEnd, KeyDialog } from './key-dialog';

/** Imports the public half of a listed key into EC2. The private half stays on this computer. */
export function ImportKeyPair({ entry, onClose }: { entry: KeyEntry; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { keyId, algorithm, bits, encrypted, sha256, passphraseKept } = entry;
  const suggested = suggestPairName(entry.name);
  const [name, setName] = useState(suggested);
  const [passphrase, setPassphrase] = useState('');
  // With an algorithm that is not known yet, main judges once it is.
  const obstacle = algorithm === null ? null : ec2ImportObstacle(algorithm, bits);
  const refusals = {
    type: t('error.inventory.key-type', { algorithm: algorithmName(algorithm, bits) }),
    size: t('error.inventory.key-size', { bits: bits ?? 0 }),
  };
  // Of some protected files even the public half is not to be seen without the passphrase.
  const asksPassphrase = encrypted && sha256 === null && !passphraseKept;

  const importPair = useMutation({
    gcTime: 0,
    meta: { shown: true },
    mutationFn: async (source: AwsSource) => {
      const passphraseIfAsked = asksPassphrase ? passphrase : undefined;
      const input = { keyId, name: name.trim(), source, passphrase: passphraseIfAsked };
      return { ...(await unwrap(latchkey.keys.importPair(input))), region: source.region };
    },
    onSuccess: (_imported, source) => {
      setPassphrase('');
      // Which keys are key pairs of that account is known by its inventory.
      void client.invalidateQueries(inventoryQuery(source));
    },
  });
  const imported = importPair.data;
  const typed = name !== suggested || passphrase !== '';
  return (
    <KeyDialog
      title={t('keys.import.title')}
      loses={lossOfPair(t, { busy: importPair.isPending, typed: typed && !imported })}
      onClose={onClose}
    >
      {(close) =>
        imported ? (
          <DialogEnd onClose={onClose}>
            <Notice kind="done">
              {t('keys.import.done', { keyPair: imported.keyPair, region: imported.region })}
            </Notice>
          </DialogEnd>
        ) : (
          <PairForm
            text={t('keys.import.text', { name: entry.name })}
            name={name}
            onName={setName}
            refusal={obstacle && refusals[obstacle]}
            error={importPair.error}
            busy={importPair.isPending}
            action={t(importPair.isPending ? 'keys.import.working' : 'keys.import.do')}
            onSubmit={(source) => importPair.mutate(source)}
            onCancel={close}
          >
            {asksPassphrase && (
              <PasswordInput
                label={t('keys.passphrase.current')}
                description={t('keys.import.passphrase.detail')}
                value={passphrase}
                autoComplete="off"
                onChange={(event) => setPassphrase(event.currentTarget.value)}
              />
            )}
          </PairForm>
        )
      }
    </KeyDialog>
  );
}
