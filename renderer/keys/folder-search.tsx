import { errorSentence } from '../../locales';
import { Notice } from '../ui/notice';
import { useWords } from '../ui/words';
import type { FolderSearch } from './folders-query';
import { JobProgress } from './job-progress';
import { unreadFolders } from './unread-folders';

/** A search of the folders: how far it is, what came of it, and which folders could not be read. */
export function FolderSearchState({ search }: { search: FolderSearch }) {
  const { t, explain } = useWords();
  const { jobId, result, stopped, error } = search;
  if (jobId) return <JobProgress jobId={jobId} label={t('keys.folders.searching')} />;
  if (error) return <Notice kind="error">{explain(error)}</Notice>;
  if (stopped) return <Notice kind="info">{t('keys.folders.stopped')}</Notice>;
  if (!result) return null;
  const { named, more } = unreadFolders(result.unread);
  return (
    <>
      <Notice kind={result.added > 0 ? 'done' : 'info'}>
        {t('keys.folders.found', { count: result.added })}
      </Notice>
      {named.map(({ folder, error: reason }) => (
        <Notice key={folder} kind="warning">
          {isUnread(reason) && t('keys.folders.unread', { folder })} {errorSentence(t, reason)}
        </Notice>
      ))}
      {more > 0 && <Notice kind="warning">{t('keys.folders.more-unread', { count: more })}</Notice>}
    </>
  );
}

/** A folder of too many files was read, though not to its end: the reason says so by itself. */
function isUnread({ code }: { code: string }): boolean {
  return code !== 'keys.too-many-files';
}
