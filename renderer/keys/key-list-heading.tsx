import { useWords } from '../ui/words';
import classes from './keys-page.module.css';
import { foldersOf, type ListedKey } from './list-keys';

/** More folders than these are counted, not named. */
const namedFolders = 3;

/** How many key files there are, or how many the filter leaves, and where they lie. */
export function KeyListHeading({ found, of }: { found: ListedKey[]; of: number }) {
  const { t, language } = useWords();
  const folders = foldersOf(found);
  const places =
    folders.length > namedFolders
      ? t('keys.count.many-folders', { count: folders.length })
      : t('keys.count.folders', { folders: new Intl.ListFormat(language).format(folders) });
  return (
    <header className={classes.heading}>
      <b>
        {found.length === of
          ? t('keys.count', { count: of })
          : t('keys.count.found', { count: of, found: found.length })}
      </b>
      {folders.length > 0 && (
        <span className="muted ellipsis" title={folders.join('\n')}>
          {places}
        </span>
      )}
    </header>
  );
}
