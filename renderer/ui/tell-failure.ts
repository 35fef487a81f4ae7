import { notifications } from '@mantine/notifications';
import { CodedError } from '../../common/coded-error';
import type { Result } from '../../contract/result';
import { errorSentence, languageOf, translator } from '../../locales';

/** Says a failure that no place on the page stands for. It stays until it is read. */
export function tellError(error: unknown): void {
  const t = translator(languageOf(document.documentElement.lang));
  const known = error instanceof CodedError ? error : { code: 'unexpected', params: {} };
  notifications.show({ color: 'red', message: errorSentence(t, known), autoClose: false });
}

/** The same for an answer of the main process, where only its failure matters. */
export function tellFailure(result: Result<unknown>): void {
  if (!result.ok) tellError(new CodedError(result.error.code, result.error.params));
}
