/** The types that EC2's ImportKeyPair takes (AWS: "Create a key pair for your Amazon EC2 instance"). */
const importable = ['ssh-rsa', 'ssh-ed25519'];

/** True for a type that EC2 imports; also where only the passphrase would tell the type. */
export function isImportable(algorithm: string | null): boolean {
  return algorithm === null || importable.includes(algorithm);
}
