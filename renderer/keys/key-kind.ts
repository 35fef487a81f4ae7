import type { GenerateType, KeyFormat } from '../../contract/keys';

export type KeyType = GenerateType['type'];
export type PrivateFormat = Exclude<KeyFormat, 'public' | 'rfc4716'>;

/** The types a key can be made of, the recommended one first. */
export const keyTypes = ['ed25519', 'rsa', 'ecdsa'] as const satisfies readonly KeyType[];

/** Bits that are offered. PuTTYgen and ssh-keygen take any number for RSA; these are the ones in use. */
export const rsaSizes = [2048, 3072, 4096, 8192] as const;
export const ecdsaSizes = [256, 384, 521] as const;

/** The private formats that can hold a key of this type. PKCS#1 and SEC1 know no Ed25519. */
export function formatsFor(type: KeyType): PrivateFormat[] {
  return type === 'ed25519'
    ? ['ppk', 'ppk2', 'openssh', 'pkcs8']
    : ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'];
}

/** The name that PuTTYgen gives to a new key, for its file and as its comment: `ed25519-key-20260131`. */
export function defaultName(type: KeyType, today: Date): string {
  const [year, month, day] = [today.getFullYear(), today.getMonth() + 1, today.getDate()];
  return `${type}-key-${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}
