import { createContext, type ReactNode, useContext, useMemo, useReducer, useState } from 'react';
import type { AccessQuestion } from '../../contract/access';
import type { SessionTarget } from '../../contract/page';
import type { SessionState } from '../../contract/sessions';
import { neighbourOf, reduceTabs, type TerminalTab } from '../terminal/tabs';

export type Page = 'hosts' | 'keys' | 'access' | 'settings';

/** What the Access page is looking at. */
export type AccessSubject = Pick<AccessQuestion, 'instance' | 'port' | 'protocol'>;

interface Workspace {
  page: Page;
  /** The tab in front; null while a page is. */
  activeTab: string | null;
  tabs: TerminalTab[];
  subject: AccessSubject | null;
  selectedKey: string | null;
  showPage: (page: Page) => void;
  showTab: (tabId: string) => void;
  checkAccess: (subject: AccessSubject) => void;
  selectKey: (keyId: string | null) => void;
  /** Opens a tab and connects. */
  connect: (target: SessionTarget, title: string) => void;
  reconnect: (tabId: string) => void;
  closeTab: (tabId: string) => void;
  setTabState: (tabId: string, state: SessionState) => void;
}

const WorkspaceContext = createContext<Workspace | null>(null);

/** What is open and in front: the page, the terminal tabs, what Access and Keys are looking at. */
export function WorkspaceProvider({ children }: { children: ReactNode }) {
  const [page, setPage] = useState<Page>('hosts');
  const [activeTab, setActiveTab] = useState<string | null>(null);
  const [subject, setSubject] = useState<AccessSubject | null>(null);
  const [selectedKey, selectKey] = useState<string | null>(null);
  const [tabs, change] = useReducer(reduceTabs, []);
  const workspace = useMemo<Workspace>(() => {
    const showPage = (next: Page): void => {
      setPage(next);
      setActiveTab(null);
    };
    return {
      page,
      activeTab,
      tabs,
      subject,
      selectedKey,
      showPage,
      showTab: setActiveTab,
      checkAccess: (next) => {
        setSubject(next);
        showPage('access');
      },
      selectKey,
      connect: (target, title) => {
        const tabId = crypto.randomUUID();
        change({ type: 'open', tab: { tabId, title, target } });
        setActiveTab(tabId);
      },
      reconnect: (tabId) => change({ type: 'reconnect', tabId }),
      closeTab: (tabId) => {
        change({ type: 'close', tabId });
        setActiveTab((active) => (active === tabId ? neighbourOf(tabs, tabId) : active));
      },
      setTabState: (tabId, state) => change({ type: 'state', tabId, state }),
    };
  }, [page, activeTab, tabs, subject, selectedKey]);
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace outside WorkspaceProvider');
  return workspace;
}
