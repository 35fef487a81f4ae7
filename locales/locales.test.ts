import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import en from './en.json';
import { errorSentence, isMessageKey, languageOf, languages, translator } from './index';
import ko from './ko.json';

/** The names a message wants filled, wherever they stand in it. */
function placeholders(message: string): string[] {
  const ast: unknown = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();
  const names = new Set<string>();
  JSON.stringify(ast, (_key, value) => {
    // Types 1 to 6 are arguments (icu-messageformat-parser, TYPE); 0 is literal text.
    if (typeof value?.type === 'number' && value.type >= 1 && value.type <= 6) names.add(value.value);
    return value;
  });
  return [...names].sort();
}

describe('the words', () => {
  test('both languages have the same sentences, filled by the same names', () => {
    expect(Object.keys(ko)).toEqual(Object.keys(en));
    for (const [key, message] of Object.entries(en)) {
      expect(placeholders(ko[key as keyof typeof ko]), key).toEqual(placeholders(message));
    }
  });

  test.each(languages)('an unexpected error has a sentence, in %s', (language) => {
    const t = translator(language);
    for (const code of ['unexpected', 'nobody.knows-this']) {
      expect(errorSentence(t, { code, params: {} })).toContain(code);
    }
  });

  test('an error is told with its parameters', () => {
    const error = { code: 'hosts.no-address', params: { state: 'stopped' } };
    expect(errorSentence(translator('en'), error)).toContain('its state is stopped');
  });

  test('keys and language tags are known for what they are', () => {
    expect(isMessageKey('nav.hosts')).toBe(true);
    expect(isMessageKey('toString')).toBe(false);
    expect(['ko', 'ko-KR', 'KO_kr.UTF-8', 'en-US', 'de', ''].map(languageOf)).toEqual([
      'ko',
      'ko',
      'ko',
      'en',
      'en',
      'en',
    ]);
  });
});
