import { errorSentence, isMessageKey, type MessageParams, type Translate } from '../../locales';

/** The sentence for a failure; one of the command line's own where what to do is not the same as in a window. */
export function failureSentence(t: Translate, error: { code: string; params: MessageParams }): string {
  const key = `cli.error.${error.code}`;
  return isMessageKey(key) ? t(key, error.params) : errorSentence(t, error);
}
