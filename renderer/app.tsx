import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { AccessPage } from './access/access-page';
import classes from './app.module.css';
import { HostsPage } from './hosts/hosts-page';
import { useAddKeys } from './keys/add-keys';
import { KeyChanges } from './keys/key-changes';
import { KeysPage } from './keys/keys-page';
import { SettingsPage } from './settings/settings-page';
import { DropTarget } from './shell/drop-target';
import { HelperDeaths } from './shell/helper-deaths';
import { MenuCommands } from './shell/menu-commands';
import { Prompts } from './shell/prompts';
import { Rail } from './shell/rail';
import { TabStrip } from './shell/tab-strip';
import { Terminals } from './shell/terminals';
import { useWorkspace, WorkspaceProvider } from './shell/workspace';
import { latchkey } from './ui/api';
import { ErrorBoundary } from './ui/error-boundary';
import { infoQuery, settingsQuery, useInventory } from './ui/queries';
import { WordsProvider } from './ui/words';

export function App() {
  const client = useQueryClient();
  const { data: info } = useQuery(infoQuery);
  useEffect(
    () =>
      latchkey.on('settings.changed', ({ settings, language }) => {
        client.setQueryData(settingsQuery.queryKey, settings);
        client.setQueryData(infoQuery.queryKey, (known) => known && { ...known, language });
      }),
    [client],
  );
  return (
    <WordsProvider language={info!.language}>
      <WorkspaceProvider>
        <Window mac={info!.platform === 'darwin'} />
      </WorkspaceProvider>
    </WordsProvider>
  );
}

function Window({ mac }: { mac: boolean }) {
  const { tabs, page, activeTab } = useWorkspace();
  const addKeys = useAddKeys();
  // Kept for as long as the window lives: going to a terminal and back must not read the account again.
  useInventory();
  return (
    <div className={classes.window}>
      {/* On macOS the strip holds the window's buttons; elsewhere it is there when there are tabs. */}
      {(mac || tabs.length > 0) && <TabStrip />}
      <Rail />
      <div className={classes.content}>
        <Terminals />
        {activeTab === null && (
          <main className={classes.page}>
            <ErrorBoundary key={page}>
              {page === 'hosts' && <HostsPage />}
              {page === 'keys' && <KeysPage />}
              {page === 'access' && <AccessPage />}
              {page === 'settings' && <SettingsPage />}
            </ErrorBoundary>
          </main>
        )}
      </div>
      <DropTarget onFiles={addKeys.drop} />
      <Prompts />
      <MenuCommands />
      <HelperDeaths />
      <KeyChanges />
    </div>
  );
}
