import { isPublic, type KeyFacts } from './key-facts';
import { blameKey, type KeyCause, type Refusal, type Target } from './target';

const libcrypto = 'Load key "…": error in libcrypto';
const invalidFormat = 'Load key "…": invalid format';

/**
 * ssh, scp and sftp of OpenSSH. What ends in "error in libcrypto" here is "invalid format" in versions before 8.9 and in those
 * built without OpenSSL.
 */
export const openssh: Target = {
  refusal: (facts) => blameKey(refusalOf(facts), isPublic(facts) ? null : causeInKey(facts)),
  take: (facts) => (isPublic(facts) || causeInKey(facts) ? null : 'openssh'),
};

/** Why no format helps the key; null where one does. */
function causeInKey({ family }: KeyFacts): KeyCause | null {
  // Off by default since OpenSSH 7.0, gone since 10.0: the key is read by some versions and of use to none.
  if (family === 'dsa') return 'dsa-removed';
  return family === 'ed448' ? 'algorithm' : null;
}

function refusalOf(facts: KeyFacts): Refusal | null {
  const { format, family, traits } = facts;
  if (format === 'ppk' || format === 'ppk2') return { says: libcrypto, cause: 'ppk' };
  if (format === 'certificate') return { says: libcrypto, cause: 'certificate' };
  if (isPublic(facts)) return { says: libcrypto, cause: 'public-key' };
  if (traits.encoding === 'der') return { says: libcrypto, cause: 'der' };
  if (traits.keyLabel === null) return { says: libcrypto, cause: 'ssh-com' };
  // OpenSSL passes over a block before the key, whole or not.
  const keyComesFirst = traits.labels[0] === traits.keyLabel;
  if (traits.dashes === 'end' || (traits.dashes && keyComesFirst))
    return { says: libcrypto, cause: 'dashes' };
  const armour = format === 'openssh' ? ownArmour(facts) : pemArmour(facts);
  return armour ? { says: libcrypto, cause: armour } : algorithmRefusal(format, family);
}

/** Its own format has to be the whole file's beginning, to the letter, with LF (sshkey.c, private2_uudecode). */
function ownArmour({ traits }: KeyFacts): KeyCause | null {
  if (traits.encoding !== 'plain') return traits.encoding;
  if (traits.before !== 'nothing') return traits.before === 'space' ? 'leading-space' : 'leading-text';
  if (traits.beginLine === 'runs-on' || traits.endLine === 'runs-on') return 'one-line';
  if (traits.lineEnds === 'crlf') return 'crlf';
  if (traits.beginLine === 'spaces' || traits.endLine === 'spaces') return 'spaces';
  return traits.finalNewline ? null : 'no-final-newline';
}

/** PEM is OpenSSL's: it looks for lines that begin with the armour and forgives the rest. */
function pemArmour({ traits, cipher, format }: KeyFacts): KeyCause | null {
  if (traits.encoding === 'utf-16') return 'utf-16';
  if (!traits.keyAtLineStart) return 'leading-space';
  if (traits.beginLine === 'runs-on' || traits.endLine === 'runs-on') return 'one-line';
  // Longer lines than its buffer it puts together again, but not where headers went before.
  if (traits.longLine && cipher !== null && format === 'pem') return 'one-line';
  // A blank line ends the headers: what comes before it, if only base64, is not the key then.
  return traits.blankLines === 'headers' || traits.blankLines === 'body' ? 'blank-lines' : null;
}

function algorithmRefusal(format: KeyFacts['format'], family: KeyFacts['family']): Refusal | null {
  if (family === 'ed448') {
    const says = format === 'openssh' ? 'Load key "…": unknown or unsupported key type' : invalidFormat;
    return { says, cause: 'algorithm' };
  }
  return format === 'pkcs8' && family === 'ed25519' ? { says: invalidFormat, cause: 'ed25519-pkcs8' } : null;
}
