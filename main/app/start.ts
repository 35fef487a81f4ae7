import { resolve } from 'node:path';
import { app, BrowserWindow, dialog, Menu, nativeTheme, session } from 'electron';
import { dropChannel } from '../../contract/channels';
import { inventoryCalls } from '../../contract/inventory';
import { keyCalls, keyEvents } from '../../contract/keys';
import { dropCall, pageCalls } from '../../contract/page';
import { promptCalls, promptEvents } from '../../contract/prompts';
import { sessionCalls } from '../../contract/sessions';
import { translator } from '../../locales';
import { builtFile } from './built-files';
import type { AppContext } from './context';
import { finish } from './finish';
import { hostHandlers } from './handlers/hosts';
import { inventoryHandlers } from './handlers/inventory';
import { keyPairHandlers } from './handlers/key-pairs';
import { keyHandlers } from './handlers/keys';
import { sessionHandlers } from './handlers/sessions';
import { settingsHandlers } from './handlers/settings';
import { HelperProcess } from './helper-process';
import { handleCalls } from './ipc';
import { Jobs } from './jobs';
import { addKeys } from './keys/list';
import { openPassphrases } from './keys/passphrases';
import { searchAtStart } from './keys/search';
import { currentLanguage } from './language';
import { denyPermissions, lockNavigation } from './lockdown';
import { applicationMenu } from './menu';
import { askPage } from './passphrase-prompts';
import { OpenPrompts } from './prompts';
import { declarePageScheme, servePage } from './protocol';
import { SessionKeys } from './session-keys';
import { filesPutAside, openStores, type Stores } from './stores';
import { Unfinished } from './unfinished';
import { bringToFront, openWindow } from './window';

/** Starts the program with its window. A second start ends at once and brings the first one's window to the front. */
export function start(): void {
  const folder = app.commandLine.getSwitchValue('user-data-dir');
  if (folder) app.setPath('userData', resolve(folder));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  declarePageScheme();
  lockNavigation();
  // Every process of ours that can be sandboxed is; root on Linux has to give that up for Chromium to start at all.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app
    .whenReady()
    .then(run)
    .catch((error: Error) => {
      // Without its folder there is no program; a process without a window would only block the next start.
      dialog.showErrorBox('Latchkey', error.message);
      app.exit(1);
    });
}

async function run(): Promise<void> {
  const stores = await openStores(app.getPath('userData'));
  const context = createContext(stores);
  servePage(session.defaultSession, builtFile('renderer'));
  denyPermissions(session.defaultSession);
  handleCalls(
    { ...pageCalls, [dropChannel]: dropCall },
    {
      ...settingsHandlers(context),
      ...keyHandlers(context),
      ...keyPairHandlers(context),
      ...hostHandlers(context),
      ...inventoryHandlers(context),
      ...sessionHandlers(context),
      [dropChannel]: ({ paths }) => addKeys(context, paths),
    },
  );
  context.applySettings();

  const open = (): void => {
    const window = openWindow(stores.bounds.get());
    window.once('ready-to-show', () => {
      // Both cost about 180 ms: they start when the first window is painted, not before.
      context.inventory.start();
      context.sessions.start();
      void searchAtStart(context);
    });
    window.on('close', () => void stores.bounds.set(window.getNormalBounds()).catch(console.error));
  };
  open();
  app.on('second-instance', () => {
    const window = context.window();
    if (window) bringToFront(window);
    else open();
  });
  app.on('activate', () => {
    if (!context.window()) open();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // Otherwise they would end the program without a word to anyone. A second one does.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => app.quit());
  let quitting: 'not' | 'finishing' | 'finished' = 'not';
  app.on('will-quit', (event) => {
    if (quitting === 'finished') return;
    event.preventDefault();
    if (quitting === 'finishing') return;
    quitting = 'finishing';
    void finish(context)
      .catch(console.error)
      .then(() => {
        // Started a second time meanwhile: that window is what is wanted now.
        quitting = context.window() ? 'not' : 'finished';
        // Not before this event is over: Electron ignores a quit while it is still asking about the last one.
        if (quitting === 'finished') setImmediate(() => app.quit());
      });
  });
  app.on('quit', () => {
    context.inventory.stop();
    context.sessions.stop();
  });
  void tellPutAside(context);
}

function createContext(stores: Stores): AppContext {
  const window = (): BrowserWindow | null => BrowserWindow.getAllWindows()[0] ?? null;
  const tell: AppContext['tell'] = (event, payload) => window()?.webContents.send(event, payload);
  const t: AppContext['t'] = () => translator(currentLanguage(stores.settings.get()));
  const prompts = new OpenPrompts();
  const context: AppContext = {
    stores,
    prompts,
    passphrases: openPassphrases(stores),
    jobs: new Jobs((progress) => tell('keys.progress', progress)),
    unfinished: new Unfinished(),
    sessionKeys: new SessionKeys(),
    window,
    tell,
    t,
    inventory: new HelperProcess(inventoryCalls, {
      name: 'inventory',
      events: {},
      on: {},
      diedCode: () => 'inventory.process-died',
      onDied: () => tell('helpers.died', { helper: 'inventory' }),
    }),
    sessions: new HelperProcess(
      { ...sessionCalls, ...promptCalls, ...keyCalls },
      {
        name: 'sessions',
        events: { ...promptEvents, ...keyEvents },
        on: {
          'prompts.asked': (prompt) => void askPage(context, prompt),
          'prompts.withdrawn': (withdrawn) => {
            prompts.withdrawn(withdrawn.promptId);
            tell('prompts.withdrawn', withdrawn);
          },
          'keys.progress': (progress) => context.jobs.partDone(progress),
        },
        diedCode: (call) => (call.startsWith('keys.') ? 'keys.process-died' : 'sessions.process-died'),
        onDied: () => {
          for (const promptId of prompts.withdrawAll()) tell('prompts.withdrawn', { promptId });
          tell('helpers.died', { helper: 'sessions' });
        },
      },
    ),
    applySettings: () => {
      const settings = stores.settings.get();
      nativeTheme.themeSource = settings.theme;
      Menu.setApplicationMenu(applicationMenu(t(), (command) => tell('app.command', { command })));
      tell('settings.changed', { settings, language: currentLanguage(settings) });
    },
  };
  return context;
}

async function tellPutAside({ stores, window, t }: AppContext): Promise<void> {
  const files = filesPutAside(stores);
  const parent = window();
  if (files.length === 0 || !parent) return;
  await dialog.showMessageBox(parent, {
    type: 'warning',
    message: t()('stores.put-aside.title'),
    detail: t()('stores.put-aside.detail', { files: files.join('\n') }),
  });
}
