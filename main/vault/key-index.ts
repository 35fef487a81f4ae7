import { z } from 'zod';
import { keyFileFormat } from '../../contract/keys';

/**
 * A key file on the list: where it is and what it was when last read. The key itself stays in its file. Of a file with
 * several keys it is the first, which is the one that log-ins use; a key in several files is on the list once for each.
 */
export const indexedKey = z.object({
  keyId: z.uuid(),
  path: z.string(),
  /** Bytes, and milliseconds since 1970, when last read. A size of 0, which no key has: read again at the next search. */
  size: z.number(),
  modified: z.number(),
  /** Null: never read since formats are remembered. */
  format: keyFileFormat.nullable(),
  algorithm: z.string().nullable(),
  bits: z.number().nullable(),
  sha256: z.string().nullable(),
  encrypted: z.boolean(),
  /** As EC2 may list the key: created there (in both orders of p and q), imported there. */
  ec2Fingerprints: z.array(z.string()),
  /** The authorized_keys line; null where only the passphrase would show it. */
  publicKey: z.string().nullable(),
  /** True where the file was gone or unreadable when last looked for. */
  missing: z.boolean(),
});
export type IndexedKey = z.infer<typeof indexedKey>;

/** What a file was found to hold, apart from which key of the list it is. */
export type KeyFacts = Omit<IndexedKey, 'keyId' | 'missing'>;

export const keyIndex = z.object({
  /** Newest first. */
  keys: z.array(indexedKey),
  /** Paths that the user took off the list: no search brings them back. */
  removed: z.array(z.string()),
});
export type KeyIndex = z.infer<typeof keyIndex>;

export const emptyKeyIndex: KeyIndex = { keys: [], removed: [] };

/** The index as version 1 of its file has it: a bare list that knew less of each key. */
export const keyIndexOfVersion1 = z
  .array(
    indexedKey.pick({
      keyId: true,
      path: true,
      algorithm: true,
      bits: true,
      sha256: true,
      encrypted: true,
      ec2Fingerprints: true,
    }),
  )
  .transform((keys): KeyIndex => {
    const unread = { size: 0, modified: 0, format: null, publicKey: null, missing: false };
    return { keys: keys.map((key) => ({ ...key, ...unread })), removed: [] };
  });

/**
 * Adds key files by hand, the last of them in front. A path that is listed already keeps its place and its id, so that
 * hosts which use it still find it; one that was taken off the list comes back. `newId` makes an id up.
 */
export function putKeys(index: KeyIndex, files: readonly KeyFacts[], newId: () => string): KeyIndex {
  const listed = new Map(index.keys.map((key) => [key.path, key]));
  const added: IndexedKey[] = [];
  for (const facts of files) {
    const known = listed.get(facts.path);
    const key = { keyId: known?.keyId ?? newId(), ...seenBefore(facts, known), missing: false };
    if (!known) added.unshift(key);
    listed.set(facts.path, key);
  }
  const paths = new Set(files.map(({ path }) => path));
  return {
    keys: [...added, ...index.keys].map((key) => listed.get(key.path) ?? key),
    removed: index.removed.filter((path) => !paths.has(path)),
  };
}

/** What only the passphrase shows was seen once and still holds, so long as the file is the same. */
function seenBefore(facts: KeyFacts, known: IndexedKey | undefined): KeyFacts {
  const same = known && known.size === facts.size && known.modified === facts.modified;
  if (!same) return facts;
  // Where the public half shows, EC2's fingerprint of the private one still does not.
  const ec2Fingerprints = [...new Set([...known.ec2Fingerprints, ...facts.ec2Fingerprints])];
  if (facts.sha256 !== null) return { ...facts, ec2Fingerprints };
  const { algorithm, bits, sha256, publicKey } = known;
  return { ...facts, algorithm, bits, sha256, ec2Fingerprints, publicKey };
}

/** Takes a key off the list, and remembers that it was. */
export function removeKey(index: KeyIndex, keyId: string): KeyIndex {
  const key = index.keys.find((entry) => entry.keyId === keyId);
  if (!key) return index;
  return {
    keys: index.keys.filter((entry) => entry !== key),
    removed: [...index.removed.filter((path) => path !== key.path), key.path],
  };
}

/** Notes whether a file is there. The same index where that was known. */
export function markMissing(index: KeyIndex, keyId: string, missing: boolean): KeyIndex {
  const key = index.keys.find((entry) => entry.keyId === keyId);
  if (!key || key.missing === missing) return index;
  return { ...index, keys: index.keys.map((entry) => (entry === key ? { ...key, missing } : entry)) };
}

/** What a search that `began` with an index came to. */
export interface KeySearch {
  /** The index as it was then: what has changed in it since is newer than what was found. */
  began: KeyIndex;
  /** Files that hold private keys; a string is the path of a listed one that is as it was. */
  found: readonly (KeyFacts | string)[];
  /** Paths of listed files that are gone, cannot be read, or hold no private key any more. */
  gone: readonly string[];
}

/**
 * Brings the index up to date with a search; the same index where nothing is new. What was taken off the list stays off,
 * also while the search ran, and what was read or added while it ran stays as it was read.
 */
export function applySearch(
  index: KeyIndex,
  { began, found, gone }: KeySearch,
  newId: () => string,
): { index: KeyIndex; added: number } {
  const asItBegan = new Set(began.keys);
  const newer = new Set(index.keys.filter((key) => !asItBegan.has(key)).map(({ path }) => path));
  const left = new Set([...index.removed, ...newer]);
  const facts = found.filter((file) => typeof file !== 'string').filter(({ path }) => !left.has(path));
  const there = new Set(found.filter((file) => typeof file === 'string'));
  const absent = new Set(gone);
  const read = facts.length > 0 ? putKeys(index, facts, newId) : index;
  const added = read.keys.length - index.keys.length;
  let changed = read !== index;
  const keys = read.keys.map((key) => {
    if (newer.has(key.path)) return key;
    const missing = absent.has(key.path) || (key.missing && !there.has(key.path));
    if (missing === key.missing) return key;
    changed = true;
    return { ...key, missing };
  });
  return { index: changed ? { ...read, keys } : index, added };
}
