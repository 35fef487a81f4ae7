import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { keyPairsQuery, keysQuery, useInventory } from '../ui/queries';
import { useWords } from '../ui/words';
import { useAddKeys } from './add-keys';
import { KeyFoldersCard } from './folders-card';
import { KeyBrowser } from './key-browser';
import { KeysDialog, type OpenKeysDialog } from './keys-dialog';
import { KeysMenu } from './keys-menu';
import { type ListedKey, listKeys } from './list-keys';
import { NoKeysYet } from './no-keys-yet';

/** The key files: a list to look through, and what can be known of and done with the chosen ones. */
export function KeysPage() {
  const { t } = useWords();
  const keys = useListedKeys();
  const { pick } = useAddKeys();
  const [dialog, setDialog] = useState<OpenKeysDialog | null>(null);
  return (
    <div className="page" style={{ overflow: 'hidden' }}>
      <KeyFoldersCard />
      {keys.length === 0 ? (
        <NoKeysYet onAdd={pick} onDialog={setDialog} />
      ) : (
        <KeyBrowser keys={keys} onDialog={setDialog}>
          <Button variant="default" onClick={() => setDialog({ kind: 'generate' })}>
            {t('keys.generate')}
          </Button>
          <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={pick}>
            {t('keys.add')}
          </Button>
          <KeysMenu onDialog={setDialog} />
        </KeyBrowser>
      )}
      {dialog && <KeysDialog open={dialog} onOpen={setDialog} onClose={() => setDialog(null)} />}
    </div>
  );
}

function useListedKeys(): ListedKey[] {
  const { data: keys = [], dataUpdatedAt } = useQuery(keysQuery);
  const { dataUpdatedAt: inventoryAt } = useInventory();
  const { data: pairs } = useQuery(keyPairsQuery({ keys: dataUpdatedAt, inventory: inventoryAt }));
  return useMemo(() => listKeys(keys, pairs ?? []), [keys, pairs]);
}
