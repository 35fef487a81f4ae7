import type { GenerateType } from '../../contract/keys';
import {
  defaultName,
  type ecdsaSizes,
  formatsFor,
  type KeyType,
  type PrivateFormat,
  type rsaSizes,
} from './key-kind';
import { isReady, nothingTyped, type TypedTwice } from './new-passphrase';

/** A key to be made, as far as it is described. */
export interface KeyDraft {
  type: KeyType;
  rsaBits: (typeof rsaSizes)[number];
  ecdsaBits: (typeof ecdsaSizes)[number];
  to: PrivateFormat;
  /** Null: not typed, the name follows the type. */
  name: string | null;
  comment: string | null;
  isProtected: boolean;
  typed: TypedTwice;
}

/** The suggestion: Ed25519 under a passphrase, in the format of the platform's own programs. RSA as large as EC2's manual goes. */
export function newDraft(platform: string): KeyDraft {
  return {
    type: 'ed25519',
    rsaBits: 4096,
    ecdsaBits: 256,
    to: platform === 'win32' ? 'ppk' : 'openssh',
    name: null,
    comment: null,
    isProtected: true,
    typed: nothingTyped,
  };
}

/** The same key of another type; a format that cannot hold it gives way. */
export function withType(draft: KeyDraft, type: KeyType): KeyDraft {
  return { ...draft, type, to: formatsFor(type).includes(draft.to) ? draft.to : 'openssh' };
}

export function kindOf({ type, rsaBits, ecdsaBits }: KeyDraft): GenerateType {
  if (type === 'rsa') return { type, bits: rsaBits };
  if (type === 'ecdsa') return { type, bits: ecdsaBits };
  return { type };
}

/** The name and the comment that the key gets: as typed, or the usual ones. */
export function namesOf({ type, name, comment }: KeyDraft, today: Date): { name: string; comment: string } {
  const usual = defaultName(type, today);
  return { name: name?.trim() || usual, comment: comment ?? usual };
}

/** True once the key can be made. */
export function isComplete({ isProtected, typed }: KeyDraft): boolean {
  return !isProtected || isReady(typed);
}

/** True where closing the form would lose something that was typed. */
export function hasTyped({ name, comment, typed }: KeyDraft): boolean {
  return name !== null || comment !== null || typed !== nothingTyped;
}
