import type { KeyWarning } from '../../contract/keys';
import type { MessageParams, Translate } from '../../locales';

/** The sentence for what a user should know about a key. */
export function warningSentence(t: Translate, { code, ...params }: KeyWarning): string {
  return t(`keys.warning.${code}`, params satisfies MessageParams);
}
