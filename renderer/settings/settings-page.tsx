import { SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Settings } from '../../contract/settings';
import { SourceForm } from '../hosts/source-form';
import { infoQuery, useSettings, useUpdateSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { KnownHosts } from './known-hosts';
import classes from './settings-page.module.css';

export function SettingsPage() {
  const { t } = useWords();
  const settings = useSettings();
  const update = useUpdateSettings();
  const { data: info } = useQuery(infoQuery);
  return (
    <div className="page">
      <h2 className="title">{t('nav.settings')}</h2>
      <div className={classes.sections}>
        <Section title={t('settings.appearance')}>
          <div className={classes.field}>
            <span id="theme">{t('settings.theme')}</span>
            <SegmentedControl
              aria-labelledby="theme"
              value={settings.theme}
              onChange={(theme) => update({ theme })}
              data={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`settings.theme.${value}`),
              }))}
            />
          </div>
          <Select
            label={t('settings.language')}
            value={settings.language}
            onChange={(language) => update({ language: language as Settings['language'] })}
            // Each language in its own words: who needs another cannot read this one.
            data={[
              { value: 'system', label: t('settings.language.system') },
              { value: 'en', label: 'English' },
              { value: 'ko', label: '한국어' },
            ]}
          />
        </Section>
        <Section title={t('settings.aws')}>
          <SourceForm />
        </Section>
        <Section title={t('settings.known-hosts')} text={t('settings.known-hosts.text')}>
          <KnownHosts />
        </Section>
        <Section title={t('settings.secrets')} text={t('settings.secrets.text')} />
        <Section title={t('settings.about')}>
          <dl className={classes.versions}>
            <dt>Latchkey</dt>
            <dd className="mono">{info?.version}</dd>
            <dt>Electron</dt>
            <dd className="mono">{info?.electron}</dd>
            <dt>Chromium</dt>
            <dd className="mono">{info?.chrome}</dd>
            <dt>Node.js</dt>
            <dd className="mono">{info?.node}</dd>
          </dl>
        </Section>
      </div>
    </div>
  );
}

function Section({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <section className={`card ${classes.section}`}>
      <h2>{title}</h2>
      {text && <p className="muted">{text}</p>}
      {children}
    </section>
  );
}
