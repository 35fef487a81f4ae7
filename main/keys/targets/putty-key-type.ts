import type { KeyFacts } from './key-facts';
import type { KeyCause } from './target';

/** What PuTTY calls a file that it cannot place by its first bytes. */
export const unrecognised = 'not a recognised key file format';

/** What keeps PuTTY from placing a file: it looks at the very first bytes (sshpubk.c, key_type). Null where nothing does. */
export function unrecognisedCause({ traits }: KeyFacts): KeyCause | null {
  if (traits.encoding !== 'plain') return traits.encoding;
  if (traits.before !== 'nothing') return traits.before === 'space' ? 'leading-space' : 'leading-text';
  return traits.dashes === 'before-begin' ? 'dashes' : null;
}

/** The name that PuTTY gives the kind of a file that it can place (sshpubk.c, key_type_to_str). */
export function puttyKeyType({ format, traits }: KeyFacts): string {
  if (format === 'ppk' || format === 'ppk2') return 'PuTTY SSH-2 private key';
  if (format === 'public' || format === 'certificate') return 'SSH-2 public key (OpenSSH format)';
  if (format === 'rfc4716') return 'SSH-2 public key (RFC 4716 format)';
  if (traits.keyLabel === null) return 'ssh.com SSH-2 private key';
  return traits.labels[0] === 'OPENSSH PRIVATE KEY'
    ? 'OpenSSH SSH-2 private key (new format)'
    : 'OpenSSH SSH-2 private key (old PEM format)';
}
