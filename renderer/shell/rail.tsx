import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconKey, IconServer2, IconSettings, IconShieldCheck } from '@tabler/icons-react';
import { useWords } from '../ui/words';
import classes from './rail.module.css';
import { type Page, useWorkspace } from './workspace';

const icons = { hosts: IconServer2, keys: IconKey, access: IconShieldCheck, settings: IconSettings };

export function Rail() {
  const { t } = useWords();
  const { page, showPage } = useWorkspace();
  const link = (to: Page) => {
    const Icon = icons[to];
    return (
      <UnstyledButton
        className={classes.link}
        aria-current={page === to ? 'page' : undefined}
        onClick={() => showPage(to)}
      >
        <Icon size={20} stroke={1.7} aria-hidden />
        {t(`nav.${to}`)}
      </UnstyledButton>
    );
  };
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <VisuallyHidden component="h1">{t('app.name')}</VisuallyHidden>
      {link('hosts')}
      {link('keys')}
      {link('access')}
      <span className="grow" />
      {link('settings')}
    </nav>
  );
}
