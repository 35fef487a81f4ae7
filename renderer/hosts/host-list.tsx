import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { HostProfile, HostRow } from '../../contract/hosts';
import { useInventory, useSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { badgesQuery } from './badges-query';
import { GroupRow, MyHostsRow } from './group-row';
import classes from './host-list.module.css';
import { InstanceRow } from './instance-row';
import type { HostItem } from './list-hosts';
import { ProfileRow } from './profile-row';

const rowHeight = 44;
const groupHeight = 38;

interface Props {
  ref: Ref<HTMLDivElement>;
  items: HostItem[];
  filter: string;
  onConnect: (item: HostItem) => void;
  onConnectAs: (row: HostRow) => void;
  onEdit: (profile: HostProfile) => void;
}

/** The hosts, of which only the visible lines exist in the page: ten thousand scroll like ten. */
export function HostList({ ref, items, filter, onConnect, onConnectAs, onEdit }: Props) {
  const { t } = useWords();
  const { yourAddress } = useSettings();
  const { data: inventory } = useInventory();
  const { data: badges } = useQuery(badgesQuery(inventory ?? null, yourAddress));
  const scroller = useRef<HTMLDivElement>(null);
  useImperativeHandle(ref, () => scroller.current!);
  const [chosen, setChosen] = useState<string | null>(null);
  const hosts = items.filter(({ kind }) => kind === 'instance' || kind === 'profile');
  const active = hosts.find(({ id }) => id === chosen) ?? hosts[0];

  const lines = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]!.id,
    estimateSize: (index) => (['group', 'my-hosts'].includes(items[index]!.kind) ? groupHeight : rowHeight),
    overscan: 12,
  });

  const move = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || !active) return;
    const at = hosts.indexOf(active);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: hosts.length - 1 }[event.key];
    const next = to === undefined ? undefined : hosts[to];
    if (event.key === 'Enter') onConnect(active);
    if (!next) return;
    event.preventDefault();
    setChosen(next.id);
    lines.scrollToIndex(items.indexOf(next));
  };

  if (filter && hosts.length === 0) {
    return <p className="muted">{t('hosts.none-found', { filter })}</p>;
  }
  return (
    <div
      ref={scroller}
      className={classes.list}
      role="grid"
      tabIndex={0}
      aria-label={t('nav.hosts')}
      aria-rowcount={items.length}
      aria-activedescendant={active && `host-${active.id}`}
      onKeyDown={move}
    >
      <div role="rowgroup" style={{ height: lines.getTotalSize(), position: 'relative' }}>
        {lines.getVirtualItems().map(({ key, index, start, size }) => {
          const item = items[index]!;
          const selected = item === active;
          return (
            <div
              key={key}
              id={`host-${item.id}`}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={selected}
              className={classes.line}
              data-kind={item.kind}
              data-last={isLastOfGroup(items, index) || undefined}
              style={{ height: size, transform: `translateY(${start}px)` }}
              onPointerDown={() => setChosen(item.id)}
              onDoubleClick={() => onConnect(item)}
            >
              {item.kind === 'group' && <GroupRow inventory={item.inventory} shown={item.shown} />}
              {item.kind === 'my-hosts' && <MyHostsRow shown={item.shown} />}
              {item.kind === 'instance' && (
                <InstanceRow
                  row={item.row}
                  badge={badges?.[item.row.instance] ?? null}
                  primary={selected}
                  onConnect={() => onConnect(item)}
                  onConnectAs={() => onConnectAs(item.row)}
                />
              )}
              {item.kind === 'profile' && (
                <ProfileRow
                  profile={item.profile}
                  primary={selected}
                  onConnect={() => onConnect(item)}
                  onEdit={() => onEdit(item.profile)}
                />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function isLastOfGroup(items: HostItem[], index: number): boolean {
  const next = items[index + 1];
  return !next || next.kind === 'group' || next.kind === 'my-hosts';
}
