import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { HostRow } from '../../contract/hosts';
import { useWorkspace } from '../shell/workspace';
import { choicesQuery, profilesQuery, useInventory, useSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { AddressChip } from './address-chip';
import { ConnectInstance } from './connect-instance';
import { HostList } from './host-list';
import { InventoryNotices } from './inventory-notices';
import { type HostItem, listHosts } from './list-hosts';
import { type EditedProfile, ProfileForm } from './profile-form';
import { RefreshChip } from './refresh-chip';
import { SourceChip } from './source-chip';
import { WaysIn } from './ways-in';

export function HostsPage() {
  const { t } = useWords();
  const { source } = useSettings();
  const { data: inventory } = useInventory();
  const { data: profiles = [] } = useQuery(profilesQuery);
  const { data: choices = {} } = useQuery(choicesQuery);
  const { connect } = useWorkspace();
  const [filter, setFilter] = useState('');
  const [connecting, setConnecting] = useState<HostRow | null>(null);
  const [edited, setEdited] = useState<EditedProfile | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const wanted = useDeferredValue(filter);
  const items = useMemo(
    () => listHosts({ inventory: inventory ?? null, profiles, filter: wanted }),
    [inventory, profiles, wanted],
  );

  const connectTo = (item: HostItem): void => {
    if (item.kind === 'profile') {
      connect({ kind: 'profile', profileId: item.profile.id }, item.profile.name);
    } else if (item.kind === 'instance' && source?.kind === 'aws') {
      const { row } = item;
      const choice = choices[`${row.account}/${row.region}/${row.instance}`];
      if (choice)
        connect({ kind: 'instance', source, instance: row.instance, choice }, row.name ?? row.instance);
      else setConnecting(row);
    }
  };

  const nothingYet = source === null && profiles.length === 0;
  return (
    <div className="page" style={{ overflow: 'hidden' }}>
      {!nothingYet && (
        <div className="bar">
          <TextInput
            className="grow"
            autoFocus
            leftSection={<IconSearch size={15} aria-hidden />}
            placeholder={t('hosts.filter')}
            aria-label={t('hosts.filter')}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown') list.current?.focus();
            }}
          />
          <SourceChip />
          <AddressChip />
          {source && <RefreshChip />}
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setEdited({})}>
            {t('hosts.add')}
          </Button>
        </div>
      )}
      {nothingYet ? (
        <WaysIn onAddHost={() => setEdited({})} />
      ) : (
        <>
          <InventoryNotices />
          <HostList
            ref={list}
            items={items}
            filter={wanted}
            onConnect={connectTo}
            onConnectAs={setConnecting}
            onEdit={(profile) => setEdited({ profile })}
          />
        </>
      )}
      {connecting && <ConnectInstance row={connecting} onClose={() => setConnecting(null)} />}
      {edited && <ProfileForm edited={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}
