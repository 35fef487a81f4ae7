import { Button, Checkbox } from '@mantine/core';
import { IconFolderSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import { FolderSearchState } from './folder-search';
import classes from './folders.module.css';
import { foldersQuery, useFolderSearch } from './folders-query';

/** May the app list the key files of the usual folders? Asked once, on the Keys page; either answer is the last word. */
export function KeyFoldersCard() {
  const { t, language, explain } = useWords();
  const client = useQueryClient();
  const { data } = useQuery(foldersQuery);
  const search = useFolderSearch();
  const [left, setLeft] = useState<string[]>([]);
  const [answered, setAnswered] = useState(false);
  const [closed, setClosed] = useState(false);
  const answer = useMutation({
    meta: { shown: true },
    mutationFn: (searched: string[]) => unwrap(latchkey.keys.setFolders({ searched })),
    onSuccess: (folders, searched) => {
      // What the search comes to is still said here, after the question is answered.
      if (searched.length > 0) {
        setAnswered(true);
        search.start();
      }
      client.setQueryData(foldersQuery.queryKey, folders);
    },
  });
  if (!data || data.folders.length === 0 || closed || (data.asked && !answered)) return null;

  const chosen = data.folders.filter(({ folderId }) => !left.includes(folderId));
  const names = new Intl.ListFormat(language).format(data.folders.map(({ folder }) => folder));
  const list = (event: FormEvent): void => {
    event.preventDefault();
    answer.mutate(chosen.map(({ folderId }) => folderId));
  };
  return (
    <form className={`card ${classes.card}`} onSubmit={list} aria-labelledby="key-folders-question">
      <span className={classes.icon} aria-hidden>
        <IconFolderSearch size={22} stroke={1.7} />
      </span>
      <div className={classes.body}>
        <h2 id="key-folders-question">{t('keys.folders.question')}</h2>
        <p>{t('keys.folders.ask', { folders: names })}</p>
        {answer.error && <Notice kind="error">{explain(answer.error)}</Notice>}
        {answered ? (
          <FolderSearchState search={search} />
        ) : (
          <div className={classes.choices}>
            {data.folders.map(({ folderId, folder }) => (
              <Checkbox
                key={folderId}
                size="xs"
                radius={4}
                label={<span className="mono">{folder}</span>}
                checked={!left.includes(folderId)}
                onChange={({ currentTarget: { checked } }) =>
                  setLeft(checked ? left.filter((other) => other !== folderId) : [...left, folderId])
                }
              />
            ))}
          </div>
        )}
      </div>
      <div className={classes.actions}>
        {answered ? (
          search.jobId === null && (
            <Button variant="default" onClick={() => setClosed(true)}>
              {t('keys.folders.done')}
            </Button>
          )
        ) : (
          <>
            <Button type="submit" disabled={chosen.length === 0 || answer.isPending}>
              {t('keys.folders.list')}
            </Button>
            <Button variant="default" disabled={answer.isPending} onClick={() => answer.mutate([])}>
              {t('keys.folders.no')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
