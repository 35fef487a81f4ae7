/** Every type of key, with the number of keys of it that each source makes: more of those that cost little. */
export const types = {
  'rsa-2048': 1,
  'dsa-1024': 1,
  'ecdsa-256': 5,
  'ecdsa-384': 4,
  'ecdsa-521': 4,
  ed25519: 8,
  ed448: 6,
} as const;
export type Type = keyof typeof types;

/** The name of a type as ssh-keygen and puttygen take it. */
export const nameOf = (type: Type): string => type.split('-')[0]!;

/** Its size in bits; undefined where it has but one. */
export const bitsOf = (type: Type): string | undefined => type.split('-')[1];
