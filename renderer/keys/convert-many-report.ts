import type { ConvertedFile } from '../../contract/page';
import { errorSentence, type Translate } from '../../locales';

/** What became of a file, in words: the name of the new one, or why there is none. */
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

/** The report as text for a spreadsheet or a message: a line for each file, its columns apart by tabs. */
export function reportOf(t: Translate, files: ConvertedFile[]): string {
  return files
    .map((file) => [file.name, t(`keys.convert-many.${file.status}`), outcomeOf(t, file)].join('\t'))
    .join('\n');
}
