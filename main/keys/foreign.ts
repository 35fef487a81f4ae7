import { type KeyError, type UnsupportedHint, unsupported } from './errors';

/** Key files that are none of SSH's and not in PEM, by how they begin. */
const kinds: readonly { kind: string; hint: UnsupportedHint; begins: RegExp }[] = [
  { kind: 'Java keystore (JKS)', hint: 'javaKeystore', begins: /^\xfe\xed\xfe\xed/ },
  { kind: 'Java keystore (JCEKS)', hint: 'javaKeystore', begins: /^\xce\xce\xce\xce/ },
  { kind: 'SSH-1 RSA', hint: 'sshVersion1', begins: /^SSH PRIVATE KEY FILE FORMAT 1\.1\n/ },
  { kind: 'age', hint: 'age', begins: /^(?:#[^\n]*\n)*AGE-(?:SECRET-KEY|PLUGIN)-/ },
  { kind: 'JSON Web Key', hint: 'jwk', begins: /^\s*\{[\s\S]{0,4000}"kty"\s*:/ },
];

/** A packet of a secret key, old form of its length and new (RFC 9580, sections 4.2 and 5.5.3), then its version. */
function isOpenPgp(bytes: Buffer): boolean {
  const [tag = 0, first = 0] = bytes;
  const lengthBytes = { 148: 1, 149: 2, 197: first < 192 ? 1 : 2 }[tag];
  return lengthBytes !== undefined && [4, 5, 6].includes(bytes[1 + lengthBytes] ?? 0);
}

/** Labels of PEM blocks that hold no key of SSH's, and what can be done about them. */
const labels: readonly { label: RegExp; kind: string; hint: UnsupportedHint }[] = [
  { label: /^PGP /, kind: 'OpenPGP', hint: 'openpgp' },
  { label: /^PKCS12$/, kind: 'PKCS#12', hint: 'pkcs12' },
  { label: /^AGE /, kind: 'age', hint: 'age' },
  { label: /^SSH2 /, kind: 'ssh.com', hint: 'none' },
];

/** The failure for a file that holds a key of another world; null for all others. */
export function foreignKey(bytes: Buffer): KeyError | null {
  if (isOpenPgp(bytes)) return unsupported('OpenPGP', 'openpgp');
  const start = bytes.toString('latin1', 0, 8192);
  const found = kinds.find(({ begins }) => begins.test(start));
  return found ? unsupported(found.kind, found.hint) : null;
}

/**
 * Ciphers that OpenSSL 3 has in its legacy provider only, which has to be asked for: DES, RC2, RC4, Blowfish, CAST5, IDEA, SEED.
 * By the names of `DEK-Info:` headers, then by the object identifiers of PBES1 (RFC 8018, appendix A.3; RFC 7292, appendix C)
 * and of the ciphers in PBES2.
 */
const legacyCiphers: readonly RegExp[] = [
  /^(?:DES|RC2|RC2-40|RC2-64|BF|CAST5|IDEA|SEED)-(?:CBC|CFB|OFB|ECB)$/,
  /^1\.2\.840\.113549\.1\.5\.(?:1|3|4|6|10|11)$/,
  /^1\.2\.840\.113549\.1\.12\.1\.[1256]$/,
  /^(?:1\.3\.14\.3\.2\.7|1\.2\.840\.113549\.3\.[24]|1\.3\.6\.1\.4\.1\.3029\.1\.2)$/,
  /^(?:1\.2\.840\.113533\.7\.66\.10|1\.3\.6\.1\.4\.1\.188\.7\.1\.1\.2|1\.2\.410\.200004\.1\.4)$/,
];

/** What can be done about a PEM that is encrypted by a cipher or scheme we do not know, by its name or object identifier. */
export function cipherHint(cipher: string): UnsupportedHint {
  return legacyCiphers.some((each) => each.test(cipher)) ? 'legacyCipher' : 'cipher';
}

/** The failure for a block with a label that is none of ours. */
export function foreignBlock(label: string): KeyError {
  const found = labels.find((each) => each.label.test(label));
  return found ? unsupported(found.kind, found.hint) : unsupported(label.replace(/ PRIVATE KEY$/, ''));
}
