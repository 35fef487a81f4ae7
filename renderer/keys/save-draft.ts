import type { z } from 'zod';
import type { KeyAdvice, KeyFormat, KeyTarget, PpkParameters } from '../../contract/keys';
import type { KeyEntry, pageCalls } from '../../contract/page';
import type { KeyFactsData } from './key-choice';
import { isReady, nothingTyped, type TypedTwice } from './new-passphrase';

/** How the new file is to be protected; `keep`: by the passphrase the source has. */
export type Protection = 'keep' | 'none' | 'new';

/** A file to be saved, as far as it is described. */
export interface SaveDraft {
  to: KeyFormat;
  /** What it is for, where that was said. */
  target: KeyTarget | null;
  protection: Protection;
  /** Opens the source. */
  passphrase: string;
  typed: TypedTwice;
  /** Null: the comment that the key has. */
  comment: string | null;
  ppk: PpkParameters;
}

type Request = z.input<(typeof pageCalls)['keys.save']['input']>;

export const saveFormats = [
  'ppk',
  'ppk2',
  'openssh',
  'pem',
  'pkcs8',
  'public',
  'rfc4716',
] as const satisfies readonly KeyFormat[];

/** What most people come for: a PPK of anything else, an OpenSSH key of a PPK. Protected as the source is. */
export function newSaveDraft({ format, encrypted }: Pick<KeyFactsData, 'format' | 'encrypted'>): SaveDraft {
  return {
    to: format === 'ppk' || format === 'ppk2' ? 'openssh' : 'ppk',
    target: null,
    protection: encrypted ? 'keep' : 'none',
    passphrase: '',
    typed: nothingTyped,
    comment: null,
    ppk: {},
  };
}

/** The draft for a program: in the format that it takes, where it does not read the file as it is. */
export function takeFor(draft: SaveDraft, { target, take }: KeyAdvice): SaveDraft {
  return { ...draft, target, to: take ?? draft.to };
}

/** What was typed is not kept once it has gone on its way. */
export function withoutSecrets(draft: SaveDraft): SaveDraft {
  return { ...draft, passphrase: '', typed: nothingTyped };
}

/** Public keys are not protected. */
export function isPublic(to: KeyFormat): boolean {
  return to === 'public' || to === 'rfc4716';
}

/** PKCS#1, SEC1 and PKCS#8 have no place for a comment. */
export function carriesComment(to: KeyFormat): boolean {
  return to !== 'pem' && to !== 'pkcs8';
}

/** PKCS#1 and SEC1 know no Edwards curves. Of a key that only its passphrase shows nobody can tell. */
export function canCarry(to: KeyFormat, algorithm: string | null): boolean {
  return to !== 'pem' || (algorithm !== 'ssh-ed25519' && algorithm !== 'ssh-ed448');
}

/** True where the source is protected and its passphrase is not kept. */
export function asksPassphrase({ passphraseKept }: KeyEntry, { encrypted }: KeyFactsData): boolean {
  return encrypted && !passphraseKept;
}

/** True where the new file is a PPK 3 under a passphrase: its derivation can be chosen. */
export function hasDerivation({ to, protection }: SaveDraft): boolean {
  return to === 'ppk' && protection !== 'none';
}

/** True once nothing is missing. */
export function isComplete(draft: SaveDraft, entry: KeyEntry, facts: KeyFactsData): boolean {
  if (asksPassphrase(entry, facts) && draft.passphrase === '') return false;
  return isPublic(draft.to) || draft.protection !== 'new' || isReady(draft.typed);
}

/** The call that the description comes to. */
export function requestOf(draft: SaveDraft, entry: KeyEntry, facts: KeyFactsData, index: number): Request {
  const { to, protection, passphrase, typed, comment, ppk } = draft;
  return {
    keyId: entry.keyId,
    to,
    ...(index > 0 ? { index } : {}),
    ...(asksPassphrase(entry, facts) ? { passphrase } : {}),
    ...(isPublic(to) || protection === 'keep'
      ? {}
      : { newPassphrase: protection === 'new' ? typed.passphrase : null }),
    ...(comment !== null && carriesComment(to) ? { comment } : {}),
    ...(hasDerivation(draft) && Object.keys(ppk).length > 0 ? { ppk } : {}),
  };
}
