import type { SessionTarget } from '../../contract/page';
import { TerminalView } from '../terminal/terminal-view';
import { type AccessSubject, useWorkspace } from './workspace';

/** Every open terminal; those not in front are hidden, never unmounted. */
export function Terminals() {
  const { tabs, activeTab, setTabState, reconnect, closeTab, checkAccess } = useWorkspace();
  return tabs.map((tab) => {
    const subject = accessSubject(tab.target);
    return (
      <TerminalView
        key={tab.tabId}
        tab={tab}
        active={tab.tabId === activeTab}
        onState={(state) => setTabState(tab.tabId, state)}
        onReconnect={() => reconnect(tab.tabId)}
        onClose={() => closeTab(tab.tabId)}
        onCheckAccess={subject && (() => checkAccess(subject))}
      />
    );
  });
}

/** What Access can say about a tab's way in: something for EC2 instances, nothing for other servers. */
function accessSubject(target: SessionTarget): AccessSubject | null {
  if (target.kind !== 'instance') return null;
  return { instance: target.instance, port: target.choice.port, protocol: 'tcp' };
}
