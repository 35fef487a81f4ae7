import type { ConvertedFile } from '../../contract/page';
import { errorSentence, type Translate } from '../../locales';

/** Which file it was, and which of its keys where it holds several. */
export function sourceOf(t: Translate, { name, key }: ConvertedFile): string {
  return key === undefined ? name : t('keys.convert-many.key', { name, key });
}

/** What became of it, in words: the name of the new one, or why there is none. */
export function outcomeOf(t: Translate, file: ConvertedFile): string {
  return file.status === 'written' ? file.out : errorSentence(t, file.error);
}

/** Those that were not converted first: they are what is left to do. */
export function failuresFirst(files: ConvertedFile[]): ConvertedFile[] {
  const [failed, written] = [
    files.filter(({ status }) => status === 'failed'),
    files.filter(({ status }) => status === 'written'),
  ];
  return [...failed, ...written];
}

/** The report as text for a spreadsheet or a message: a line for each key, its columns apart by tabs. */
export function reportOf(t: Translate, files: ConvertedFile[]): string {
  return files
    .map((file) => [sourceOf(t, file), t(`keys.convert-many.${file.status}`), outcomeOf(t, file)].join('\t'))
    .join('\n');
}
