import type { KeySearchResult } from '../../contract/page';

type Unread = KeySearchResult['unread'];

/** Warnings below each other that are still read. */
const maxNamed = 5;

/** Which of the folders that could not be read are named with their reasons, and how many more there are. */
export function unreadFolders(unread: Unread): { named: Unread; more: number } {
  const named = unread.length > maxNamed ? unread.slice(0, maxNamed - 1) : unread;
  return { named, more: unread.length - named.length };
}
