import { isPublic } from './key-facts';
import { ppkRefusal } from './ppk-fault';
import { unrecognisedCause } from './putty-key-type';
import { puttygen } from './puttygen';
import type { Target } from './target';

const notLoaded = "The file '…' could not be loaded or does not contain a private key.";

/**
 * FileZilla, whose own helper is built on PuTTYgen (fzputtygen): it reads PPK, and offers to convert what PuTTYgen would import.
 * Version 3 is beyond its older releases.
 */
export const filezilla: Target = {
  refusal(facts) {
    const cannotPlace = unrecognisedCause(facts);
    if (cannotPlace) return { says: notLoaded, cause: cannotPlace };
    if (facts.format === 'certificate') return { says: notLoaded, cause: 'certificate' };
    if (isPublic(facts)) return { says: notLoaded, cause: 'public-key' };
    const fault = ppkRefusal(facts.traits);
    if (fault) return { says: null, cause: fault.cause };
    if (facts.format === 'ppk2') return null;
    if (facts.format === 'ppk') return { says: null, cause: 'ppk3' };
    const cause = puttygen.refusal(facts)?.cause;
    return cause
      ? { says: null, cause }
      : { says: "The file '…' is not in a format supported by FileZilla.", cause: 'not-ppk' };
  },
  take: (facts) => (isPublic(facts) ? null : 'ppk2'),
};
