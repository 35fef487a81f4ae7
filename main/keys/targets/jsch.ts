import { isPublic, type KeyFacts } from './key-facts';
import type { KeyCause, Target } from './target';

/** Java prints the array instead of the file's name: `[B@` and a number. */
const invalid = 'invalid privatekey: [B@…';

/**
 * JSch 0.1.55, the last of the original: in DBeaver, plugins of JetBrains' programs, Ant, Jenkins and many others. Its successor
 * of the same name (com.github.mwiede) reads more. Source: KeyPair.java, KeyPairPKCS8.java.
 */
export const jsch: Target = {
  refusal(facts) {
    const cause = causeOf(facts);
    // These it takes for encrypted keys, and then no passphrase opens them.
    const asks = cause === 'blank-lines' || (cause === 'pkcs8' && facts.cipher !== null);
    return cause && { says: asks ? null : invalid, cause };
  },
  take: (facts) =>
    isPublic(facts) || ['ed25519', 'ed448', 'other'].includes(facts.family ?? 'rsa') ? null : 'pem',
};

function causeOf(facts: KeyFacts): KeyCause | null {
  const { format, family, traits } = facts;
  if (format === 'certificate') return 'certificate';
  if (isPublic(facts)) return 'public-key';
  if (family === 'ed25519' || family === 'ed448' || family === 'other') return 'algorithm';
  if (traits.encoding === 'utf-16' || traits.encoding === 'der') return traits.encoding;
  // Its reader of PPK wants version 2, RSA or DSA, and a carriage return at the end of every line.
  if (format === 'ppk' || format === 'ppk2') {
    const reads = format === 'ppk2' && family !== 'ecdsa' && traits.lineEnds === 'crlf';
    return reads && traits.before === 'nothing' && traits.ppkFault === null ? null : 'ppk';
  }
  if (traits.keyLabel === null) return 'ssh-com';
  if (traits.dashes) return 'dashes';
  if (format === 'openssh') return 'openssh-format';
  if (traits.labels[0] !== traits.keyLabel) return 'other-block-first';
  if (traits.beginLine === 'runs-on') return 'one-line';
  if (traits.blankLines !== 'none') return 'blank-lines';
  if (traits.beginLine === 'spaces' || traits.spacedHeader) return 'spaces';
  // PKCS#8: RSA and DSA in the clear; protected, only with a derivation that OpenSSL no longer writes.
  return format === 'pkcs8' && (facts.cipher !== null || family === 'ecdsa') ? 'pkcs8' : null;
}
