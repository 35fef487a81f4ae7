import { KeyError } from './errors';
import type { PublicKey } from './model';
import { readPublicFields } from './public-blob';
import { WireReader } from './wire';

const suffix = '-cert-v01@openssh.com';

/** True for the SSH name of an OpenSSH certificate, e.g. `ssh-ed25519-cert-v01@openssh.com`. */
export function isCertificateName(algorithm: string): boolean {
  return algorithm.endsWith(suffix);
}

/**
 * The key that an OpenSSH certificate certifies: after name and nonce come the key's own fields (OpenSSH, PROTOCOL.certkeys).
 * Fails with `keys.corrupt` where the certificate is of another algorithm, `keys.unsupported` as `readPublicFields` does.
 */
export function certifiedKey(algorithm: string, blob: Uint8Array): PublicKey {
  const reader = new WireReader(blob);
  if (reader.name() !== algorithm) throw new KeyError('keys.corrupt');
  reader.string();
  return readPublicFields(algorithm.slice(0, -suffix.length), reader);
}

/** The SSH name that a certificate begins with. */
export function certificateName(certificate: Uint8Array): string {
  return new WireReader(certificate).name();
}
