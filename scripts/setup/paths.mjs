import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository: the folder that holds package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Where large things that can be fetched again are kept, outside the repository.
 * @param {NodeJS.ProcessEnv} env `XDG_CACHE_HOME` is honoured (XDG Base Directory Specification); relative paths in it are not
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  const base = env.XDG_CACHE_HOME?.startsWith('/') ? env.XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(base, 'latchkey');
}
