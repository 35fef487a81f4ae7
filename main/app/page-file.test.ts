import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageFile } from './page-file';

const folder = join(import.meta.dirname, 'renderer');

describe('pageFile', () => {
  test.each([
    ['app://latchkey/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['app://latchkey/assets/index-1.js', 'assets/index-1.js', 'text/javascript; charset=utf-8'],
    ['app://latchkey/assets/a%20b.woff2', 'assets/a b.woff2', 'font/woff2'],
    ['app://latchkey/index.html?v=1#top', 'index.html', 'text/html; charset=utf-8'],
    // The URL parser takes dots away before anyone asks for a file: this is the page, not its parent.
    ['app://latchkey/../index.html', 'index.html', 'text/html; charset=utf-8'],
  ])('%s is %s', (url, path, contentType) => {
    expect(pageFile(folder, url)).toEqual({ path: join(folder, path), contentType });
  });

  test.each([
    ['encoded slashes that climb out', 'app://latchkey/..%2f..%2fpackage.html'],
    ['encoded slashes below a folder', 'app://latchkey/assets/..%2F..%2F..%2Findex.html'],
    ['a sibling folder that begins alike', 'app://latchkey/..%2frenderer-old%2findex.html'],
    ['the folder itself', 'app://latchkey/'],
    ['a kind that the page has none of', 'app://latchkey/package.json'],
    ['a source map', 'app://latchkey/assets/index-1.js.map'],
    ['no kind at all', 'app://latchkey/etc/passwd'],
    ['a kind in the query only', 'app://latchkey/passwd?.html'],
    ['an end cut off by NUL', 'app://latchkey/passwd%00.html'],
    ['a broken escape', 'app://latchkey/%E0%A4%A.html'],
    ['another host', 'app://elsewhere/index.html'],
    ['a port', 'app://latchkey:80/index.html'],
    ['a user', 'app://someone@latchkey/index.html'],
    ['another scheme', 'file://latchkey/index.html'],
    ['no URL', 'index.html'],
  ])('%s is no file', (_what, url) => {
    expect(pageFile(folder, url)).toBeNull();
  });
});
