import { expect, test } from 'vitest';
import { keyFileFormat } from '../../contract/keys';
import { translator } from '../../locales';
import { hiddenFingerprints } from '../keys/fingerprints';
import { describeKey } from './keys-words';

const facts = { algorithm: 'ssh-rsa', bits: 2048, comment: null, publicKey: null, warnings: [] };
const unprotected = { encrypted: false, cipher: null, kdf: null, kdfCost: null };

test.each(keyFileFormat.options)('whether a file is protected is said of private keys only: %s', (format) => {
  const isPublic = ['public', 'rfc4716', 'public-pem', 'certificate'].includes(format);
  const key = { format, ...facts, ...unprotected, fingerprints: hiddenFingerprints };
  expect(/^Protection {2,}none$/m.test(describeKey(translator('en'), key))).toBe(!isPublic);
});
