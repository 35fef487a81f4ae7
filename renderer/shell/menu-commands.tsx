import { useEffect, useEffectEvent } from 'react';
import type { z } from 'zod';
import { assertNever } from '../../common/assert-never';
import type { pageEvents } from '../../contract/page';
import { latchkey } from '../ui/api';
import { useWorkspace } from './workspace';

type Command = z.output<(typeof pageEvents)['app.command']>['command'];

/** Carries out what the native menu asks of the page. */
export function MenuCommands() {
  const { tabs, activeTab, showPage, showTab, closeTab } = useWorkspace();

  const step = (by: number): void => {
    const at = tabs.findIndex(({ tabId }) => tabId === activeTab);
    // From a page, forward is the first tab and backward the last.
    const next = at < 0 ? (by > 0 ? 0 : tabs.length - 1) : (at + by + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) showTab(tab.tabId);
  };

  const run = useEffectEvent((command: Command) => {
    switch (command) {
      case 'show-hosts':
        return showPage('hosts');
      case 'show-keys':
        return showPage('keys');
      case 'show-access':
        return showPage('access');
      case 'show-settings':
        return showPage('settings');
      case 'close-tab':
        return activeTab ? closeTab(activeTab) : undefined;
      case 'next-tab':
        return step(1);
      case 'previous-tab':
        return step(-1);
      default:
        return assertNever(command);
    }
  });

  useEffect(() => latchkey.on('app.command', ({ command }) => run(command)), []);
  return null;
}
