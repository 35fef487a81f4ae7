import { expect, test } from 'vitest';
import { keyFileFormat } from '../../contract/keys';
import { errorSentence, languages, translator } from '../../locales';
import { hiddenFingerprints } from '../keys/fingerprints';
import { describeKey, warningSentence } from './keys-words';

const facts = { algorithm: 'ssh-rsa', bits: 2048, comment: null, publicKey: null, warnings: [] };
const unprotected = { encrypted: false, cipher: null, kdf: null, kdfCost: null };

test.each(keyFileFormat.options)('whether a file is protected is said of private keys only: %s', (format) => {
  const isPublic = ['public', 'rfc4716', 'public-pem', 'certificate'].includes(format);
  const key = { format, ...facts, ...unprotected, fingerprints: hiddenFingerprints };
  expect(/^Protection {2,}none$/m.test(describeKey(translator('en'), key))).toBe(!isPublic);
});

test.each(languages)('what other programs say, and what mends it, is named in %s', (language) => {
  const t = translator(language);
  const rights = warningSentence(t, { code: 'readable-by-others' });
  for (const words of ['UNPROTECTED PRIVATE KEY FILE', 'chmod 400 FILE', 'icacls FILE /inheritance:r']) {
    expect(rights).toContain(words);
  }
  const params = { user: 'root', methods: 'publickey' };
  const refused = errorSentence(t, { code: 'sessions.auth-refused', params });
  for (const words of ['Server refused our key', 'No supported authentication methods available']) {
    expect(refused).toContain(words);
  }
  expect(t('cli.keys.help')).toContain('ssh-keygen -l');
});
