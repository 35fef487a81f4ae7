import { derBlock } from './der-file';
import type { KeyFormat } from './key-file';
import { readKeyFile } from './read';
import { keyFileText } from './text';

/** Where something begins that is one of a kind; parameters repeat what the key says. */
const begins = /---BEGIN (?!\w+ PARAMETERS)|---- BEGIN SSH2 |^[ \t]*PuTTY-User-Key-File-/gm;

/**
 * True for a file that holds something which one of its keys in the format `to` would not: other keys, also those of kinds that
 * cannot be read, X.509 certificates, the OpenSSH certificate of a PPK, other lines of an authorized_keys file, or the private half.
 * Fails as `readKeyFile` does.
 */
export function holdsMore(bytes: Uint8Array, to: KeyFormat): boolean {
  const [first, ...others] = readKeyFile(bytes);
  const losesPrivateHalf = first.kind === 'private' && (to === 'public' || to === 'rfc4716');
  if (others.length > 0 || losesPrivateHalf) return true;
  // DER has room for one thing only.
  if (derBlock(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) return false;
  const text = keyFileText(bytes);
  const parts = text.match(begins)?.length ?? text.split(/[\r\n]+/).length;
  const hasCertificate = first.kind === 'private' && first.certificate !== undefined;
  return parts > 1 || (hasCertificate && to !== 'ppk' && to !== 'ppk2');
}
