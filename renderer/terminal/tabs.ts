import type { SessionTarget } from '../../contract/page';
import type { SessionState } from '../../contract/sessions';

/** A terminal tab. `attempt` counts connections: raising it connects again in the same terminal. */
export interface TerminalTab {
  tabId: string;
  title: string;
  target: SessionTarget;
  attempt: number;
  /** Null until the first word from the session: its address is being looked up. */
  state: SessionState | null;
}

export type TabAction =
  | { type: 'open'; tab: Pick<TerminalTab, 'tabId' | 'title' | 'target'> }
  | { type: 'close'; tabId: string }
  | { type: 'state'; tabId: string; state: SessionState }
  | { type: 'reconnect'; tabId: string };

export function reduceTabs(tabs: TerminalTab[], action: TabAction): TerminalTab[] {
  switch (action.type) {
    case 'open':
      return [...tabs, { ...action.tab, attempt: 1, state: null }];
    case 'close':
      return tabs.filter(({ tabId }) => tabId !== action.tabId);
    case 'state':
      return tabs.map((tab) => (tab.tabId === action.tabId ? { ...tab, state: action.state } : tab));
    case 'reconnect':
      return tabs.map((tab) =>
        tab.tabId === action.tabId ? { ...tab, attempt: tab.attempt + 1, state: null } : tab,
      );
  }
}

/** The tab that takes the place of one that closes: its right neighbour, else the left one, else none. */
export function neighbourOf(tabs: TerminalTab[], tabId: string): string | null {
  const at = tabs.findIndex((tab) => tab.tabId === tabId);
  return (tabs[at + 1] ?? tabs[at - 1])?.tabId ?? null;
}
