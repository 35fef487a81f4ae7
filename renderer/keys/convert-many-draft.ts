import type { z } from 'zod';
import type { KeyFormat } from '../../contract/keys';
import type { KeyEntry, pageCalls } from '../../contract/page';
import { isReady, nothingTyped, type TypedTwice } from './new-passphrase';

export type ConvertSource = 'keys' | 'files' | 'folder';
/** How the new files are to be protected; `keep`: each as it was. */
export type Protection = 'keep' | 'none' | 'new';

/** A conversion of many files, as far as it is described. */
export interface ConvertDraft {
  from: ConvertSource;
  to: KeyFormat;
  protection: Protection;
  /** Tried on every protected file. */
  passphrase: string;
  typed: TypedTwice;
}

type Request = z.input<(typeof pageCalls)['keys.convertMany']['input']>;

export const convertFormats = [
  'ppk',
  'ppk2',
  'openssh',
  'pem',
  'pkcs8',
  'public',
  'rfc4716',
] as const satisfies readonly KeyFormat[];

/** The selected keys, if there are any, as PPK 3 protected as they are. */
export function newDraft(keys: KeyEntry[]): ConvertDraft {
  const from = keys.length > 0 ? 'keys' : 'files';
  return { from, to: 'ppk', protection: 'keep', passphrase: '', typed: nothingTyped };
}

/** Public keys are not protected. */
export function isPublic({ to }: ConvertDraft): boolean {
  return to === 'public' || to === 'rfc4716';
}

/** True where some file may need a passphrase to be opened: of files still to be chosen nobody knows. */
export function mayNeedPassphrase({ from }: ConvertDraft, keys: KeyEntry[]): boolean {
  return from !== 'keys' || keys.some(({ encrypted, passphraseKept }) => encrypted && !passphraseKept);
}

export function isComplete(draft: ConvertDraft): boolean {
  return isPublic(draft) || draft.protection !== 'new' || isReady(draft.typed);
}

export function hasTyped({ passphrase, typed }: ConvertDraft): boolean {
  return passphrase !== '' || typed !== nothingTyped;
}

/** The call that the description comes to. */
export function requestOf(draft: ConvertDraft, keys: KeyEntry[]): Request {
  const { from, to, protection, passphrase, typed } = draft;
  return {
    from: from === 'keys' ? { kind: from, keyIds: keys.map(({ keyId }) => keyId) } : { kind: from },
    to,
    ...(mayNeedPassphrase(draft, keys) && passphrase !== '' ? { passphrase } : {}),
    ...(isPublic(draft) || protection === 'keep'
      ? {}
      : { newPassphrase: protection === 'new' ? typed.passphrase : null }),
  };
}
