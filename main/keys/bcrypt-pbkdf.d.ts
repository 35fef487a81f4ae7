declare module 'bcrypt-pbkdf' {
  /** Fills `key` from passphrase and salt; -1 where the parameters cannot be used, 0 otherwise. */
  export function pbkdf(
    passphrase: Uint8Array,
    passphraseLength: number,
    salt: Uint8Array,
    saltLength: number,
    key: Uint8Array,
    keyLength: number,
    rounds: number,
  ): number;
}
