import { isPublic, type KeyFacts } from './key-facts';
import { blameKey, type Refusal, type Target } from './target';

const failed = (reason: string) => `Cannot parse privateKey: ${reason}`;
const unsupported = failed('Unsupported key format');
const noPrivateKey = 'privateKey value does not contain a (valid) private key';

/** ssh2 1.17, the SSH library of Node programs and of editors' extensions. Source: lib/protocol/keyParser.js. */
export const ssh2: Target = {
  refusal: (facts) => blameKey(refusalOf(facts), isUnknownKey(facts) ? 'algorithm' : null),
  take: (facts) => (isPublic(facts) || isUnknownKey(facts) ? null : 'openssh'),
};

function isUnknownKey(facts: KeyFacts): boolean {
  return !isPublic(facts) && (facts.family === 'ed448' || facts.family === 'other');
}

function refusalOf(facts: KeyFacts): Refusal | null {
  const { format, family, traits } = facts;
  if (traits.encoding === 'utf-16' || traits.encoding === 'der') {
    return { says: unsupported, cause: traits.encoding };
  }
  if (traits.before === 'text') return { says: unsupported, cause: 'leading-text' };
  if (isPublic(facts)) {
    const cause = format === 'certificate' ? 'certificate' : 'public-key';
    return { says: format === 'public-pem' || traits.textAfter ? unsupported : noPrivateKey, cause };
  }
  if (format === 'ppk' || format === 'ppk2') return ppk2Refusal(facts);
  if (format === 'pkcs8') return { says: unsupported, cause: 'pkcs8' };
  if (traits.keyLabel === null) return { says: unsupported, cause: 'ssh-com' };
  if (traits.dashes) return { says: unsupported, cause: 'dashes' };
  const armour = armourRefusal(facts);
  if (armour) return armour;
  if (family === 'ed448') {
    return { says: failed('Unsupported OpenSSH private key type: ssh-ed448'), cause: 'algorithm' };
  }
  return facts.cipher === 'chacha20-poly1305@openssh.com'
    ? { says: failed('Invalid initialization vector'), cause: 'openssh-cipher' }
    : null;
}

/** It knows version 2 alone, RSA and DSA alone, in lines that end with LF or CRLF. */
function ppk2Refusal({ format, family, traits }: KeyFacts): Refusal | null {
  if (format === 'ppk') return { says: unsupported, cause: 'ppk3' };
  if (family !== 'rsa' && family !== 'dsa') return { says: unsupported, cause: 'ppk' };
  if (traits.lineEnds === 'cr') return { says: unsupported, cause: 'one-line' };
  if (traits.blankLines !== 'none') return { says: unsupported, cause: 'blank-lines' };
  if (traits.ppkFault === 'spaces') return { says: unsupported, cause: 'ppk-spaces' };
  const says = failed('PPK private key integrity check failed');
  if (traits.ppkFault === 'comment-spaces') return { says, cause: 'ppk-comment-spaces' };
  return traits.ppkFault === 'mac-case' ? { says, cause: 'ppk-mac' } : null;
}

/** One expression has to fit the whole file from BEGIN to END. */
function armourRefusal({ traits }: KeyFacts): Refusal | null {
  if (traits.labels[0] !== traits.keyLabel) return { says: unsupported, cause: 'other-block-first' };
  if (traits.beginLine === 'runs-on' || traits.endLine === 'runs-on')
    return { says: unsupported, cause: 'one-line' };
  if (traits.beginLine === 'spaces') return { says: unsupported, cause: 'spaces' };
  if (traits.textAfter) return { says: unsupported, cause: 'text-after' };
  // Unprotected PEM passes, as the first key is whole before the decoder meets the second.
  const passes = traits.labels.every((label) => label !== 'OPENSSH PRIVATE KEY') && !traits.legacyProtection;
  return traits.labels.length > 1 && !passes ? { says: failed('…'), cause: 'several-keys' } : null;
}
