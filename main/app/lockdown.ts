import { app, type Session, shell, type WebContents } from 'electron';
import { mayOpenExternally } from './external-links';
import { pageOrigin } from './page-address';

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
    // Of every frame, the top one included.
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      if (mayOpenExternally(url)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}
