import type { KeyWarning } from '../../contract/keys';
import type { KeyEntry } from '../../contract/page';

/** Why a key should be replaced, as far as the list knows it: the warning that its details will show. */
export function keyWeakness({ algorithm, bits }: Pick<KeyEntry, 'algorithm' | 'bits'>): KeyWarning | null {
  if (algorithm === 'ssh-dss') return { code: 'dsa' };
  if (algorithm === 'ecdsa-sha2-nistp521') return { code: 'p521-putty-nonce' };
  if (algorithm === 'ssh-rsa' && bits !== null && bits < 2048) return { code: 'rsa-short', bits };
  return null;
}
