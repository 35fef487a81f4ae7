import { BrowserWindow, nativeTheme, screen } from 'electron';
import { z } from 'zod';
import { builtFile } from './built-files';
import { pageUrl } from './page-address';

export const windowBounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type WindowBounds = z.infer<typeof windowBounds>;

/**
 * Opens the window on our page, hardened: sandboxed, isolated, no Node, web security on.
 * `bounds` are those of the last time; they are used where they still lie on a screen.
 */
export function openWindow(bounds: WindowBounds | null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1240,
    height: 800,
    ...(bounds && isOnScreen(bounds) ? bounds : {}),
    minWidth: 880,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    // The page's background before its first paint, so that a dark desktop sees no white flash.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f131a' : '#f6f7f9',
    titleBarStyle: process.platform === 'darwin' ? 'hiddenInset' : 'default',
    webPreferences: {
      preload: builtFile('preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // A minimised window goes on parsing: throttled, it would hold the remote program by flow control.
      backgroundThrottling: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pageUrl);
  return window;
}

/** Brings the window to the front, as a second start of the program does. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function isOnScreen(bounds: WindowBounds): boolean {
  const area = screen.getDisplayMatching(bounds).workArea;
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const down = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return across >= 200 && down >= 200;
}
