import { readBeginning } from '../disk/read-beginning';

/** A key begins within the first lines; OpenSSL's "Bag Attributes" before it are some hundred bytes. */
const beginning = 4_096;

/** What a private key's format is known by. */
const markers = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File-|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY/;

/**
 * True for a file that may hold a private key, by its first bytes alone: most files of a Downloads folder are told apart by
 * that. Fails as `readBeginning` does.
 */
export async function looksLikePrivateKey(path: string): Promise<boolean> {
  const bytes = await readBeginning(path, beginning);
  try {
    // UTF-16 is the same text with a zero beside each character.
    return markers.test(bytes.toString('latin1').replaceAll('\0', ''));
  } finally {
    bytes.fill(0);
  }
}
