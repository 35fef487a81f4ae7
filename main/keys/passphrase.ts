/** The passphrase as UTF-8: what every program but PuTTY on Windows takes. */
export function passphraseBytes(passphrase: string): Buffer {
  return Buffer.from(passphrase, 'utf8');
}

/** True where every program reads the passphrase as the same bytes. */
export function isPortablePassphrase(passphrase: string): boolean {
  return /^[\x20-\x7e]*$/.test(passphrase);
}
