import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { AddedKey } from '../../contract/page';
import type { Result } from '../../contract/result';
import { errorSentence } from '../../locales';
import { useWorkspace } from '../shell/workspace';
import { latchkey } from '../ui/api';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';

/** Takes key files in, by drop or by dialog: shows the first on the Keys page, and says why any was refused. */
export function useAddKeys(): { drop: (files: File[]) => void; pick: () => void } {
  const { t } = useWords();
  const client = useQueryClient();
  const { showPage, selectKey } = useWorkspace();

  const take = async (answer: Promise<Result<AddedKey[]>>): Promise<void> => {
    const result = await answer;
    if (!result.ok) {
      refuse(t('drop.failed'), errorSentence(t, result.error));
      return;
    }
    for (const added of result.value) {
      if (added.status === 'refused') refuse(added.name, errorSentence(t, added.error));
    }
    const first = result.value.find((added) => added.status === 'added');
    if (!first) return;
    await client.invalidateQueries(keysQuery);
    selectKey(first.entry.keyId);
    showPage('keys');
  };

  return {
    drop: (files) => void take(latchkey.dropKeys(files)),
    pick: () => void take(latchkey.keys.pick()),
  };
}

/** Stays until it is read: a file that was not taken must not go unnoticed. */
function refuse(title: string, message: string): void {
  notifications.show({ color: 'red', title, message, autoClose: false });
}
