import { expect, test } from 'vitest';
import { errorSentence, languages, translator } from '../../locales';
import { truncated, unsupported, unsupportedHints } from './errors';

test.each(languages)('each kind of key that cannot be read has advice of its own, in %s', (language) => {
  const sentences = unsupportedHints.map((hint) =>
    errorSentence(translator(language), unsupported('X', hint)),
  );
  const plain = errorSentence(translator(language), unsupported('X'));
  expect(new Set(sentences).size).toBe(unsupportedHints.length);
  for (const sentence of sentences) expect(sentence.startsWith(plain)).toBe(true);
});

test.each(languages)(
  'a file that was cut off is told with what is missing, where that is known, in %s',
  (language) => {
    expect(errorSentence(translator(language), truncated('Private-MAC'))).toContain('Private-MAC');
    expect(errorSentence(translator(language), truncated())).not.toContain('unknown');
  },
);

test('what a file calls its own kind steers no terminal', () => {
  expect(unsupported('\u001b[31mred\n').params).toMatchObject({ kind: '?[31mred?' });
});
