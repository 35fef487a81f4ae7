import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { pageScheme } from './page-address';
import { pageFile } from './page-file';

/**
 * No script but our own files, no eval, no remote origin. Inline styles are allowed since Mantine and xterm write them;
 * with no remote origin to send anything to, a style has nothing to leak to.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must run before the app is ready: afterwards Chromium no longer takes a new standard scheme. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the built renderer under `app://latchkey/`, and answers 404 to everything else. */
export function servePage(session: Session, rendererFolder: string): void {
  session.protocol.handle(pageScheme, async (request) => {
    const file = pageFile(rendererFolder, request.url);
    const body = file && request.method === 'GET' ? await readFile(file.path).catch(() => null) : null;
    if (!file || !body) return new Response('Not found', { status: 404, headers: headers('text/plain') });
    return new Response(new Uint8Array(body), { headers: headers(file.contentType) });
  });
  // The page has no business on any network: what it needs comes through the preload.
  for (const scheme of ['http', 'https', 'file', 'ftp']) {
    if (session.protocol.isProtocolHandled(scheme)) continue;
    session.protocol.handle(scheme, () => new Response('Forbidden', { status: 403 }));
  }
}

function headers(contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}
