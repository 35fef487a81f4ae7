import { z } from 'zod';

/** A key file the user added: where it is and what it was when last read. The key itself stays in its file. */
export const indexedKey = z.object({
  keyId: z.uuid(),
  path: z.string(),
  algorithm: z.string().nullable(),
  bits: z.number().nullable(),
  sha256: z.string().nullable(),
  encrypted: z.boolean(),
  ec2Fingerprints: z.array(z.string()),
});
export type IndexedKey = z.infer<typeof indexedKey>;

export const keyIndex = z.array(indexedKey);
export type KeyIndex = z.infer<typeof keyIndex>;

/** Adds a key file, newest first. A path that is listed already keeps its id, so that hosts which use it still find it. */
export function putKey(index: KeyIndex, key: IndexedKey): KeyIndex {
  const known = index.find(({ path }) => path === key.path);
  if (!known) return [key, ...index];
  return index.map((entry) => (entry === known ? { ...key, keyId: known.keyId } : entry));
}
