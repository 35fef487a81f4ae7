import { isMessageKey, type MessageKey } from '../../locales';

/** How hard a passphrase is to guess, from 0 (at once) to 4, and what to say about it. */
export interface Strength {
  score: 0 | 1 | 2 | 3 | 4;
  /** Why it is weak, and what would make it stronger; null where there is nothing to say. */
  warning: MessageKey | null;
  suggestion: MessageKey | null;
}

/** Begins to load the estimator's dictionaries, so that they are there when the first letter is typed. */
export function loadEstimator(): void {
  void import('./strength-estimator');
}

/** Estimates the strength of a passphrase, in the page alone: it goes nowhere. */
export async function passphraseStrength(passphrase: string): Promise<Strength> {
  const { estimate } = await import('./strength-estimator');
  const { score, warning, suggestion } = estimate(passphrase);
  return {
    score,
    warning: messageOf(`keys.strength.warning.${warning}`),
    suggestion: messageOf(`keys.strength.suggestion.${suggestion}`),
  };
}

function messageOf(key: string): MessageKey | null {
  return isMessageKey(key) ? key : null;
}
