import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { FolderSearchState } from './folder-search';
import classes from './folders.module.css';
import { foldersQuery, useFolderSearch } from './folders-query';
import { KeyDialog } from './key-dialog';

/** Where the app looks for key files. A tick counts at once; the search is asked for. */
export function KeyFolders({ onClose }: { onClose: () => void }) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const { data, error } = useQuery(foldersQuery);
  const search = useFolderSearch();
  const folders = data?.folders ?? [];
  const searched = folders.filter((folder) => folder.searched).map(({ folderId }) => folderId);
  const change = useMutation({
    meta: { shown: true },
    mutationFn: (input: { searched: string[]; add?: boolean }) => unwrap(latchkey.keys.setFolders(input)),
    onSuccess: (changed) => client.setQueryData(foldersQuery.queryKey, changed),
  });
  const look = (event: FormEvent): void => {
    event.preventDefault();
    search.start();
  };
  const problem = error ?? change.error;
  return (
    <KeyDialog title={t('keys.folders.title')} loses={null} onClose={onClose}>
      <form onSubmit={look}>
        <Stack gap="sm">
          <span className="muted">{t('keys.folders.text')}</span>
          <ul className={classes.folders} aria-label={t('keys.folders.title')}>
            {folders.map(({ folderId, folder, searched: checked }) => (
              <li key={folderId}>
                <Checkbox
                  size="xs"
                  radius={4}
                  label={<span className="mono">{folder}</span>}
                  checked={checked}
                  onChange={() =>
                    change.mutate({
                      searched: checked
                        ? searched.filter((other) => other !== folderId)
                        : [...searched, folderId],
                    })
                  }
                />
              </li>
            ))}
          </ul>
          <div>
            <Button
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              disabled={change.isPending}
              onClick={() => change.mutate({ searched, add: true })}
            >
              {t('keys.folders.add')}
            </Button>
          </div>
          {problem && <Notice kind="error">{explain(problem)}</Notice>}
          <FolderSearchState search={search} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('keys.dialog.close')}
            </Button>
            <Button
              type="submit"
              data-autofocus
              disabled={searched.length === 0 || search.jobId !== null || change.isPending}
            >
              {t('keys.folders.search')}
            </Button>
          </Group>
        </Stack>
      </form>
    </KeyDialog>
  );
}
