import { ec2ImportObstacle } from '../../common/ec2-import';
import type { KeyError } from './errors';
import type { KeyFileFormat } from './key-file';
import type { PublicKey } from './model';
import { isPortablePassphrase } from './passphrase';
import { keyBits } from './public-blob';

/** What a user should know about a key that can be read. Sentences: `keys.warning.<code>` in `locales/`, filled from the other members. */
export type KeyWarning =
  | { code: 'rsa-short'; bits: number }
  | { code: 'dsa' }
  | { code: 'p521-putty-nonce' }
  | { code: 'ec2-no-import' }
  | { code: 'public-only' }
  | { code: 'several-keys'; count: number }
  | { code: 'certificate' }
  | { code: 'ppk-certificate' }
  | { code: 'passphrase-not-ascii' }
  | { code: 'passphrase-code-page'; codePage: string }
  | { code: 'not-opened'; reason: 'passphrase' | 'cost' | 'damage' | 'unsupported' };

/** Below this NIST SP 800-131A no longer allows signatures; OpenSSH refuses under 1024. */
const minRsaBits = 2048;

/**
 * Warnings that follow from the key and its format; `algorithm` is its SSH name, which a file may show although it hides the key.
 */
export function keyWarnings(
  format: KeyFileFormat,
  key: PublicKey | null,
  algorithm: string | null = key?.algorithm ?? null,
): KeyWarning[] {
  const warnings: KeyWarning[] = [];
  if (key?.algorithm === 'ssh-rsa' && keyBits(key) < minRsaBits) {
    warnings.push({ code: 'rsa-short', bits: keyBits(key) });
  }
  // OpenSSH switched it off in 7.0 and took it out in 10.0: 1024 bits and SHA-1, by its definition.
  if (algorithm === 'ssh-dss') warnings.push({ code: 'dsa' });
  // CVE-2024-31497: PuTTY 0.68 to 0.80 signed with biased nonces; some 60 signatures give the key away.
  if (algorithm === 'ecdsa-sha2-nistp521') warnings.push({ code: 'p521-putty-nonce' });
  if (key && ec2ImportObstacle(key.algorithm, keyBits(key))) warnings.push({ code: 'ec2-no-import' });
  if (format === 'certificate') warnings.push({ code: 'certificate' });
  if (format === 'public' || format === 'rfc4716' || format === 'public-pem') {
    warnings.push({ code: 'public-only' });
  }
  return warnings;
}

/** The warning about one of several keys that could not be opened. */
export function notOpened({ code }: KeyError): KeyWarning {
  switch (code) {
    case 'keys.wrong-passphrase':
      return { code: 'not-opened', reason: 'passphrase' };
    case 'keys.cost-too-high':
      return { code: 'not-opened', reason: 'cost' };
    case 'keys.unsupported':
      return { code: 'not-opened', reason: 'unsupported' };
    default:
      return { code: 'not-opened', reason: 'damage' };
  }
}

/** Warnings about a passphrase that a new file is to be protected with. */
export function passphraseWarnings(passphrase: string): KeyWarning[] {
  return isPortablePassphrase(passphrase) ? [] : [{ code: 'passphrase-not-ascii' }];
}
