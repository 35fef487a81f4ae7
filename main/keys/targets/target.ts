import type { KeyFormat } from '../key-file';
import type { KeyFacts } from './key-facts';

/** Why a program refuses a key file. Sentences: `keys.cause.<cause>` in `locales/`. */
export type KeyCause =
  | 'algorithm'
  | 'blank-lines'
  | 'byte-order-mark'
  | 'certificate'
  | 'crlf'
  | 'dashes'
  | 'der'
  | 'dsa-removed'
  | 'ec2-algorithm'
  | 'ec2-private-key'
  | 'ec2-public-format'
  | 'ed25519-pkcs8'
  | 'end-line'
  | 'header-spaces'
  | 'leading-space'
  | 'leading-text'
  | 'legacy-cipher'
  | 'no-final-newline'
  | 'not-ppk'
  | 'one-line'
  | 'openssh-cipher'
  | 'openssh-format'
  | 'other-block-first'
  | 'pkcs8'
  | 'ppk'
  | 'ppk-comment-spaces'
  | 'ppk-mac'
  | 'ppk-spaces'
  | 'ppk3'
  | 'public-key'
  | 'several-keys'
  | 'spaces'
  | 'ssh-com'
  | 'text-after'
  | 'utf-16'
  | 'windows-passphrase'
  | 'windows-pem'
  | 'windows-rsa';

/** A program's refusal: its own words, `…` for what differs from case to case, or null; and the cause. */
export interface Refusal {
  says: string | null;
  cause: KeyCause;
}

/**
 * A refusal where a key of that kind is of no use to the program in any format: `cause` is the reason then, whatever the program
 * says of the file. A null `cause` leaves the refusal as it is.
 */
export function blameKey(refusal: Refusal | null, cause: KeyCause | null): Refusal | null {
  return cause ? { says: refusal?.says ?? null, cause } : refusal;
}

/** What is known of one program or service. Both are pure: facts of a file in, a judgement out. */
export interface Target {
  /** Why it refuses the file; null where it reads it. */
  refusal(facts: KeyFacts): Refusal | null;
  /** The format that it reads this key in; null where there is none. */
  take(facts: KeyFacts): KeyFormat | null;
}
