import { isMessageKey, type Translate } from '../../locales';

/** Why a program refuses a key file, as a sentence; nothing for a cause that has none. */
export function causeSentence(t: Translate, cause: string | null): string {
  const key = `keys.cause.${cause}`;
  return isMessageKey(key) ? t(key) : '';
}
