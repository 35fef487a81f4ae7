import { Button } from '@mantine/core';
import { IconCloud, IconFlask, IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useAddKeys } from '../keys/add-keys';
import { useUpdateSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { SourceForm } from './source-form';
import classes from './ways-in.module.css';

/** The first start: three ways in, and nothing asked before one is taken. */
export function WaysIn({ onAddHost }: { onAddHost: () => void }) {
  const { t } = useWords();
  const update = useUpdateSettings();
  const addKeys = useAddKeys();
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={classes.page}>
      <h2 className="title">{t('ways.title')}</h2>
      <p>{t('ways.text')}</p>
      <div className={classes.ways}>
        <Way icon={<IconCloud />} title={t('ways.aws')} text={t('ways.aws.text')}>
          {choosing ? (
            <SourceForm />
          ) : (
            <Button fullWidth onClick={() => setChoosing(true)}>
              {t('ways.aws.do')}
            </Button>
          )}
        </Way>
        <Way icon={<IconKey />} title={t('ways.key')} text={t('ways.key.text')}>
          <Button fullWidth variant="default" onClick={addKeys.pick}>
            {t('ways.key.do')}
          </Button>
        </Way>
        <Way icon={<IconFlask />} title={t('ways.sample')} text={t('ways.sample.text')}>
          <Button fullWidth variant="default" onClick={() => update({ source: { kind: 'sample' } })}>
            {t('ways.sample.do')}
          </Button>
        </Way>
      </div>
      <Button variant="subtle" onClick={onAddHost}>
        {t('ways.by-hand')}
      </Button>
    </div>
  );
}

function Way(props: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section className={classes.way}>
      <span className={classes.icon} aria-hidden>
        {props.icon}
      </span>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      <div className={classes.action}>{props.children}</div>
    </section>
  );
}
