import { isPublic, type KeyFacts } from './key-facts';
import { ppkRefusal } from './ppk-fault';
import { puttyKeyType, unrecognised, unrecognisedCause } from './putty-key-type';
import { blameKey, type Refusal, type Target } from './target';

/** PuTTY, plink and pscp of today: PPK in both versions, and nothing else. */
export const putty: Target = { refusal: refusalOf, take: (facts) => (isPublic(facts) ? null : 'ppk') };

/** PuTTY to 0.74, which knows neither version 3 nor Ed448; WinSCP before 5.18.5 holds the same code. */
export const oldPutty: Target = {
  refusal(facts) {
    const tooNew = facts.format === 'ppk' && !unrecognisedCause(facts);
    const refused: Refusal | null = tooNew
      ? { says: 'Unable to load key file "…" (PuTTY key format too new)', cause: 'ppk3' }
      : refusalOf(facts);
    return blameKey(refused, isUnknownKey(facts) ? 'algorithm' : null);
  },
  take: (facts) => (isPublic(facts) || isUnknownKey(facts) ? null : 'ppk2'),
};

function isUnknownKey(facts: KeyFacts): boolean {
  return facts.family === 'ed448' && !isPublic(facts);
}

function refusalOf(facts: KeyFacts): Refusal | null {
  const cannotPlace = unrecognisedCause(facts);
  if (cannotPlace) return { says: `Unable to use key file "…" (${unrecognised})`, cause: cannotPlace };
  // It takes a public key for one whose private half an agent holds, and says so in its event log.
  if (facts.format === 'certificate')
    return { says: 'Key file contains public key only', cause: 'certificate' };
  if (facts.format === 'public' || facts.format === 'rfc4716') {
    return { says: 'Key file contains public key only', cause: 'public-key' };
  }
  if (facts.format !== 'ppk' && facts.format !== 'ppk2') {
    const cause = facts.format === 'public-pem' ? 'public-key' : 'not-ppk';
    return { says: `Unable to use key file "…" (${puttyKeyType(facts)})`, cause };
  }
  return ppkRefusal(facts.traits);
}
