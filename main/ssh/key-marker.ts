import { readBeginning } from '../disk/read-beginning';
import { fromUtf16 } from '../keys/text';

/** What stands before a key takes some kilobytes at most: OpenSSL's "Bag Attributes", a chain of certificates, notes. */
const beginning = 16_384;

/** What a private key's text is known by: as few dashes, and the same other ones (in UTF-8), as the reader makes do with. */
const markers = /---BEGIN [A-Z0-9 ]*PRIVATE KEY|PuTTY-User-Key-File-|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY/;
const dashes = /\xe2\x80[\x93\x94]/g;

/**
 * How a private key in DER begins, in hex: a sequence, then the version 0 or 1 (PKCS#1, PKCS#8, SEC1), or else the name of a
 * protection (PKCS#5, 1.2.840.113549.1.5; PKCS#12, …1.12) where a public key has its algorithm, and a certificate far more.
 */
const der = /^30(82....|81..|[0-7].)(02010[01]|30[0-7].060[9a]2a864886f70d010[5c])/;

/**
 * True for a file that may hold a private key, by its first bytes alone: most files of a Downloads folder are told apart by
 * that. Fails as `readBeginning` does.
 */
export async function looksLikePrivateKey(path: string): Promise<boolean> {
  const bytes = await readBeginning(path, beginning);
  try {
    const text = (fromUtf16(bytes) ?? bytes).toString('latin1').replace(dashes, '--');
    return markers.test(text) || der.test(bytes.toString('hex', 0, 32));
  } finally {
    bytes.fill(0);
  }
}
