declare module 'bcrypt-pbkdf' {
  /** Bytes that one bcrypt yields. */
  export const HASHSIZE: number;

  /** One bcrypt as bcrypt_pbkdf uses it, of a passphrase and a salt of 64 bytes each, into `out`. */
  export function hash(passphrase: Uint8Array, salt: Uint8Array, out: Uint8Array): void;

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
