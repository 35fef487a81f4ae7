import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Translate } from '../../locales';

export type MenuCommand =
  | 'show-hosts'
  | 'show-keys'
  | 'show-access'
  | 'show-settings'
  | 'close-tab'
  | 'next-tab'
  | 'previous-tab';

/**
 * The native menu. Outside macOS its shortcuts carry Shift wherever the plain one belongs to the shell:
 * Ctrl-C, Ctrl-V and Ctrl-W must reach the terminal.
 */
export function applicationMenu(t: Translate, run: (command: MenuCommand) => void): Menu {
  const mac = process.platform === 'darwin';
  const shell = mac ? 'Cmd' : 'Ctrl+Shift';
  const page = (command: MenuCommand, label: string, accelerator: string): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => run(command),
  });
  return Menu.buildFromTemplate([
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    {
      label: t('menu.file'),
      submenu: [
        page('close-tab', t('menu.close-tab'), `${shell}+W`),
        { type: 'separator' },
        {
          role: mac ? 'close' : 'quit',
          label: mac ? t('menu.close-window') : t('menu.quit'),
          accelerator: mac ? 'Cmd+Shift+W' : 'Ctrl+Shift+Q',
        },
      ],
    },
    {
      label: t('menu.edit'),
      submenu: [
        { role: 'copy', label: t('menu.copy'), accelerator: `${shell}+C` },
        { role: 'paste', label: t('menu.paste'), accelerator: `${shell}+V` },
        { role: 'selectAll', label: t('menu.select-all'), accelerator: `${shell}+A` },
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        page('show-hosts', t('nav.hosts'), 'CmdOrCtrl+1'),
        page('show-keys', t('nav.keys'), 'CmdOrCtrl+2'),
        page('show-access', t('nav.access'), 'CmdOrCtrl+3'),
        page('show-settings', t('nav.settings'), 'CmdOrCtrl+,'),
        { type: 'separator' },
        page('next-tab', t('menu.next-tab'), 'Ctrl+Tab'),
        page('previous-tab', t('menu.previous-tab'), 'Ctrl+Shift+Tab'),
        { type: 'separator' },
        { role: 'zoomIn', label: t('menu.zoom-in'), accelerator: mac ? 'Cmd+Plus' : 'Ctrl+Shift+Plus' },
        { role: 'zoomOut', label: t('menu.zoom-out'), accelerator: mac ? 'Cmd+-' : 'Ctrl+Shift+-' },
        { role: 'resetZoom', label: t('menu.zoom-reset'), accelerator: mac ? 'Cmd+0' : 'Ctrl+Shift+0' },
        { role: 'togglefullscreen', label: t('menu.full-screen') },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' as const }]),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' as const }] : []),
  ]);
}
