import { Button, TextInput } from '@mantine/core';
import { IconKey, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWorkspace } from '../shell/workspace';
import { Empty } from '../ui/empty';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import { useAddKeys } from './add-keys';
import { KeyDetails } from './key-details';
import { KeyList } from './key-list';
import classes from './keys-page.module.css';

export function KeysPage() {
  const { t } = useWords();
  const { data: keys = [] } = useQuery(keysQuery);
  const { selectedKey, selectKey } = useWorkspace();
  const { pick } = useAddKeys();
  const [filter, setFilter] = useState('');
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const found = keys.filter(({ name, folder, algorithm, sha256 }) => {
    const text = `${name} ${folder} ${algorithm ?? ''} ${sha256 ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const selected = found.find(({ keyId }) => keyId === selectedKey) ?? found[0];

  if (keys.length === 0) {
    return (
      <div className="page">
        <div className={classes.first}>
          <Empty
            icon={<IconKey size={26} stroke={1.7} />}
            title={t('keys.empty.title')}
            action={<Button onClick={pick}>{t('keys.add')}</Button>}
          >
            {t('keys.empty.text')}
          </Empty>
        </div>
      </div>
    );
  }
  return (
    <div className="page" style={{ overflow: 'hidden' }}>
      <div className="bar">
        <TextInput
          className="grow"
          leftSection={<IconSearch size={15} aria-hidden />}
          placeholder={t('keys.filter')}
          aria-label={t('keys.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Button variant="default" leftSection={<IconPlus size={14} />} onClick={pick}>
          {t('keys.add')}
        </Button>
      </div>
      <div className={classes.columns}>
        <section className={`card ${classes.list}`} aria-label={t('nav.keys')}>
          <header className={classes.heading}>{t('keys.count', { count: found.length })}</header>
          <KeyList keys={found} selected={selected?.keyId ?? null} onSelect={selectKey} />
          {found.length === 0 && <p className="muted">{t('hosts.none-found', { filter })}</p>}
          <div className={classes.drop}>
            {t('keys.drop')}
            <small>{t('keys.drop.detail')}</small>
          </div>
        </section>
        <section className={`card ${classes.details}`} aria-label={selected?.name}>
          {selected && <KeyDetails key={selected.keyId} entry={selected} />}
        </section>
      </div>
    </div>
  );
}
