import { Options } from '@zxcvbn-ts/core';
import { describe, expect, test } from 'vitest';
import { isMessageKey } from '../../locales';
import { passphraseStrength } from './passphrase-strength';

describe('how strong a passphrase is', () => {
  test('one of the most used is very weak, and says why and what would help', async () => {
    expect(await passphraseStrength('password')).toEqual({
      score: 0,
      warning: 'keys.strength.warning.topTen',
      suggestion: 'keys.strength.suggestion.anotherWord',
    });
  });

  test('several words that do not belong together are strong, and nothing is left to say', async () => {
    expect(await passphraseStrength('copper lantern eats seven maps')).toEqual({
      score: 4,
      warning: null,
      suggestion: null,
    });
  });

  test('every warning and suggestion that can come up has a sentence', () => {
    const { warnings, suggestions } = new Options().translations;
    // These two come only with personal data or a list of leaked passwords handed in, and there are none.
    const never = ['userInputs', 'pwned'];
    const missing = [
      ...Object.keys(warnings).map((code) => `keys.strength.warning.${code}`),
      ...Object.keys(suggestions).map((code) => `keys.strength.suggestion.${code}`),
    ].filter((key) => !never.some((code) => key.endsWith(`.${code}`)) && !isMessageKey(key));
    expect(missing).toEqual([]);
  });
});
