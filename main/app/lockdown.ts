import { app, type Session, shell, type WebContents } from 'electron';
import { pageOrigin } from './page-address';

/** Web pages that the app may open in the system's browser. */
const externalHosts = ['docs.aws.amazon.com', 'console.aws.amazon.com'];

/** True for a link that may leave the app: https, to one of our known hosts, nothing hidden in it. */
export function mayOpenExternally(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password, port } = new URL(url);
  return protocol === 'https:' && externalHosts.includes(hostname) && !username && !password && !port;
}

/** Every permission a page can ask for is denied: what it needs comes through the preload. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/** No navigation away from the page, no new window, no webview; known links go to the system's browser. */
export function lockNavigation(): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    const stay = (event: { preventDefault(): void; url: string }): void => {
      if (!event.url.startsWith(`${pageOrigin}/`)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenExternally(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}
