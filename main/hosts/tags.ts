import type { Tag } from '../../contract/snapshot';

/** Tags as an object; a later tag of the same key wins, and a tag without a value is empty. */
export function tagsOf(tags: Tag[] | undefined): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).flatMap((tag) => (tag.Key === undefined ? [] : [[tag.Key, tag.Value ?? '']])),
  );
}
