import { extname, join, normalize, sep } from 'node:path';
import { pageOrigin } from './page-address';

/** The kinds of file the page is made of. Nothing else is served, even where it lies in the page's folder. */
const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  path: string;
  contentType: string;
}

/**
 * The file that a URL of the page means, or null where it is none of ours: another host, another kind, outside the
 * folder. `rendererFolder` is an absolute path; the file need not exist.
 */
export function pageFile(rendererFolder: string, url: string): PageFile | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, username, password, pathname } = new URL(url);
  // Not `origin`: that of a scheme which is not the web's own is "null" in Node.
  if (`${protocol}//${host}` !== pageOrigin || username || password) return null;
  const path = decoded(pathname);
  if (path === null || path.includes('\0')) return null;
  const file = normalize(join(rendererFolder, path));
  if (!file.startsWith(normalize(rendererFolder) + sep)) return null;
  const contentType = contentTypes[extname(file)];
  return contentType ? { path: file, contentType } : null;
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
