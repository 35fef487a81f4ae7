import { app, clipboard } from 'electron';
import type { pageCalls } from '../../../contract/page';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';
import { currentLanguage } from '../language';

type Names = 'app.info' | 'app.copy' | 'settings.get' | 'settings.update';

export function settingsHandlers({
  stores,
  applySettings,
}: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  return {
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
      platform: process.platform,
      language: currentLanguage(stores.settings.get()),
    }),
    'app.copy': ({ text }) => {
      clipboard.writeText(text);
      return null;
    },
    'settings.get': () => stores.settings.get(),
    'settings.update': async (patch) => {
      await stores.settings.set({ ...stores.settings.get(), ...patch });
      applySettings();
      return stores.settings.get();
    },
  };
}
