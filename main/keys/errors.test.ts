import { expect, test } from 'vitest';
import { errorSentence, languages, translator } from '../../locales';
import { KeyError, truncated, unsupported, unsupportedHints } from './errors';

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
    for (const missing of ['Private-MAC', '-----BEGIN', '-----END RSA PRIVATE KEY-----']) {
      expect(errorSentence(translator(language), truncated(missing))).toContain(missing);
    }
    expect(errorSentence(translator(language), truncated())).not.toContain('unknown');
  },
);

test.each(languages)('only a missing END line of what PuTTYgen reads makes it hang, in %s', (language) => {
  const sentence = (missing?: string) => errorSentence(translator(language), truncated(missing));
  expect(sentence('-----END RSA PRIVATE KEY-----')).toContain('PuTTYgen');
  for (const missing of [
    '-----END PRIVATE KEY-----',
    '-----BEGIN',
    'Private-MAC',
    '---- END SSH2 ENCRYPTED PRIVATE KEY ----',
    undefined,
  ]) {
    expect(sentence(missing)).not.toContain('PuTTYgen');
  }
});

test.each(languages)('what has no other form but Ed25519 does is not sent to it, in %s', (language) => {
  const params = { format: 'pem', algorithm: 'ssh-ed448' };
  const sentence = errorSentence(translator(language), new KeyError('keys.format-cannot-carry', params));
  expect(sentence).toMatch(/pkcs8.*openssh/);
});

test('what a file calls its own kind steers no terminal', () => {
  expect(unsupported('\u001b[31mred\n').params).toMatchObject({ kind: '?[31mred?' });
});
