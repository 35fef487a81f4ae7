import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The latest change below some files and folders. Folders count too, because a deleted file shows nowhere else.
 * @param {string[]} paths absolute; those that do not exist are passed over
 * @returns {number} milliseconds since 1970; 0 where nothing exists
 */
export function newestChange(paths) {
  let newest = 0;
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    newest = Math.max(newest, stat.mtimeMs);
    if (stat.isDirectory())
      newest = Math.max(newest, newestChange(readdirSync(path).map((name) => join(path, name))));
  }
  return newest;
}

/**
 * True where `product` exists and nothing among `sources` changed after it was made.
 * @param {string} product absolute path
 * @param {string[]} sources absolute paths
 */
export function isFresh(product, sources) {
  const stat = statSync(product, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs >= newestChange(sources);
}
