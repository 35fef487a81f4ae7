import { isPublic, type KeyFacts } from './key-facts';
import { ppkRefusal } from './ppk-fault';
import { unrecognised, unrecognisedCause } from './putty-key-type';
import type { Refusal, Target } from './target';

/** The ciphers of OpenSSH's format that PuTTYgen has (import.c); aes256-gcm since 0.84. */
const opensshCiphers = ['aes256-cbc', 'aes256-ctr', 'aes256-gcm@openssh.com'];
/** The ciphers of legacy PEM that PuTTYgen has. */
const legacyCiphers = ['des-ede3-cbc', 'aes-128-cbc'];

/** PuTTYgen of today, loading or importing a private key. */
export const puttygen: Target = {
  refusal(facts) {
    const cannotPlace = unrecognisedCause(facts);
    if (cannotPlace) return { says: unrecognised, cause: cannotPlace };
    if (facts.format === 'ppk' || facts.format === 'ppk2') return ppkRefusal(facts.traits);
    if (facts.format === 'public-pem') {
      return { says: 'file does not begin with OpenSSH key header', cause: 'public-key' };
    }
    if (isPublic(facts)) {
      const cause = facts.format === 'certificate' ? 'certificate' : 'public-key';
      return { says: 'cannot perform this action on a public-key-only input file', cause };
    }
    // What has no armour of PEM's kind is of ssh.com, which PuTTYgen reads.
    if (facts.traits.labels.length === 0) return null;
    return armourRefusal(facts) ?? contentRefusal(facts);
  },
  take: (facts) => (isPublic(facts) ? null : 'ppk'),
};

/** Its first line has to be the key's own BEGIN line and nothing else. */
function armourRefusal({ traits }: KeyFacts): Refusal | null {
  const [label = ''] = traits.labels;
  const says =
    label === 'OPENSSH PRIVATE KEY'
      ? 'file does not begin with OpenSSH new-style key header'
      : 'file does not begin with OpenSSH key header';
  if (traits.dashes === 'after-begin') return { says, cause: 'dashes' };
  if (traits.beginLine === 'spaces') return { says, cause: 'spaces' };
  if (traits.beginLine === 'runs-on') {
    // A first line that also ends as a private key's does passes for a header of a type that it does not know.
    return { says: label === 'OPENSSH PRIVATE KEY' ? says : 'unrecognised key type', cause: 'one-line' };
  }
  return label === traits.keyLabel ? null : { says, cause: 'other-block-first' };
}

function contentRefusal({ format, traits, cipher }: KeyFacts): Refusal | null {
  if (format === 'pkcs8') return { says: 'unrecognised key type', cause: 'pkcs8' };
  // It looks for the END line for ever: no answer, one processor busy.
  if (traits.dashes === 'end') return { says: null, cause: 'dashes' };
  if (traits.endLine !== 'alone') return { says: null, cause: 'end-line' };
  if (format === 'openssh') {
    return cipher === null || opensshCiphers.includes(cipher)
      ? null
      : { says: 'unrecognised cipher name', cause: 'openssh-cipher' };
  }
  if (cipher === null) return null;
  if (traits.blankLines === 'headers')
    return { says: 'header found in body of key data', cause: 'blank-lines' };
  if (traits.spacedHeader === 'Proc-Type') return { says: 'ASN.1 decoding failure', cause: 'header-spaces' };
  if (!legacyCiphers.includes(cipher)) return { says: 'unsupported cipher', cause: 'legacy-cipher' };
  return traits.spacedHeader === 'DEK-Info'
    ? { says: 'more iv data than expected in DEK-Info', cause: 'header-spaces' }
    : null;
}
