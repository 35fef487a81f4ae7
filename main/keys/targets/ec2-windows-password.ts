import { isPublic } from './key-facts';
import type { Target } from './target';

const mustBegin =
  'Private key must begin with "-----BEGIN RSA PRIVATE KEY-----" and end with "-----END RSA PRIVATE KEY-----"';
const notDecrypted =
  'There was an error decrypting your password. Please ensure that you have entered your private key correctly.';

/**
 * "Get Windows password" in the EC2 console: the password is encrypted to an RSA key, and the page takes that key as PKCS#1 PEM
 * without a passphrase.
 */
export const ec2WindowsPassword: Target = {
  refusal(facts) {
    const { family, traits } = facts;
    if (facts.format === 'certificate') return { says: mustBegin, cause: 'certificate' };
    if (isPublic(facts)) return { says: mustBegin, cause: 'public-key' };
    if (family !== 'rsa' && family !== null) return { says: mustBegin, cause: 'windows-rsa' };
    if (traits.keyLabel !== 'RSA PRIVATE KEY') return { says: mustBegin, cause: 'windows-pem' };
    if (traits.encoding === 'der') return { says: mustBegin, cause: 'der' };
    if (traits.dashes) return { says: mustBegin, cause: 'dashes' };
    if (facts.cipher !== null) return { says: notDecrypted, cause: 'windows-passphrase' };
    if (traits.encoding !== 'plain') return { says: mustBegin, cause: traits.encoding };
    if (traits.before === 'text') return { says: mustBegin, cause: 'leading-text' };
    return traits.textAfter || traits.labels.length > 1 ? { says: mustBegin, cause: 'text-after' } : null;
  },
  take: (facts) => (!isPublic(facts) && (facts.family === 'rsa' || facts.family === null) ? 'pem' : null),
};
