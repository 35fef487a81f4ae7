import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { TerminalTab } from '../terminal/tabs';
import { useWords } from '../ui/words';
import classes from './tab-strip.module.css';
import { useWorkspace } from './workspace';

/** How a tab's dot looks: connecting, open, over, failed. */
function dotOf({ state }: TerminalTab): 'open' | 'over' | 'failed' | 'connecting' {
  switch (state?.state) {
    case 'open':
      return 'open';
    case 'ended':
      return 'over';
    case 'failed':
    case 'lost':
      return 'failed';
    default:
      return 'connecting';
  }
}

/** The terminal tabs, along the top of the window. */
export function TabStrip() {
  const { t } = useWords();
  const { tabs, activeTab, showTab, closeTab, showPage } = useWorkspace();
  return (
    <nav className={classes.strip} aria-label={t('tabs.label')}>
      <ul>
        {tabs.map((tab) => {
          const dot = dotOf(tab);
          const state = t(`tabs.state.${dot}`);
          return (
            <li key={tab.tabId} className={classes.tab} data-active={tab.tabId === activeTab || undefined}>
              <UnstyledButton
                className={classes.show}
                aria-current={tab.tabId === activeTab ? 'true' : undefined}
                onClick={() => showTab(tab.tabId)}
                onAuxClick={({ button }) => {
                  // The middle button, as in a browser; the right one is no command.
                  if (button === 1) closeTab(tab.tabId);
                }}
                title={`${tab.title} · ${state}`}
              >
                <i className={classes.dot} data-state={dot} aria-hidden />
                <span className="ellipsis">{tab.title}</span>
              </UnstyledButton>
              <ActionIcon
                size={18}
                variant="subtle"
                color="gray"
                onClick={() => closeTab(tab.tabId)}
                aria-label={t('tabs.close', { title: tab.title })}
              >
                <IconX size={12} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <Tooltip label={t('tabs.new')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          onClick={() => showPage('hosts')}
          aria-label={t('tabs.new')}
        >
          <IconPlus size={15} />
        </ActionIcon>
      </Tooltip>
    </nav>
  );
}
