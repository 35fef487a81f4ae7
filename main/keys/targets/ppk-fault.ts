import type { FileTraits } from '../file-traits';
import type { Refusal } from './target';

/** What PuTTY says to a PPK with odd lines (sshpubk.c, ppk_load_s). Null for a clean one. */
export function ppkRefusal({ ppkFault }: FileTraits): Refusal | null {
  switch (ppkFault) {
    case 'spaces':
    case 'body-spaces':
      return { says: 'file format error', cause: 'ppk-spaces' };
    case 'blank-lines':
      return { says: 'file format error', cause: 'blank-lines' };
    case 'comment-spaces':
      return { says: 'MAC failed', cause: 'ppk-comment-spaces' };
    case 'mac-spaces':
    case 'mac-case':
      return { says: 'MAC failed', cause: 'ppk-mac' };
    default:
      return null;
  }
}
