import { createHash } from 'node:crypto';

/** A host key's fingerprints as OpenSSH prints them. */
export interface HostKeyFingerprints {
  /** `SHA256:` and base64 without padding, as `ssh-keygen -l`. */
  sha256: string;
  /** Colon-separated hexadecimal, as `ssh-keygen -l -E md5` without its `MD5:`. */
  md5: string;
}

/** Fingerprints of a host key; `blob` is its SSH wire form, whatever its algorithm. Never fails. */
export function hostKeyFingerprints(blob: Uint8Array): HostKeyFingerprints {
  const digest = (algorithm: 'sha256' | 'md5') => createHash(algorithm).update(blob);
  return {
    sha256: `SHA256:${digest('sha256').digest('base64').replace(/=+$/, '')}`,
    md5: digest('md5')
      .digest('hex')
      .replace(/..(?!$)/g, '$&:'),
  };
}
