import type { Inventory } from '../../contract/inventory';
import { StateBadge } from '../ui/state-badge';
import { useWords } from '../ui/words';
import { sourceName } from './source-name';

/** The heading of an account and region. */
export function GroupRow({ inventory, shown }: { inventory: Inventory; shown: number }) {
  const { t } = useWords();
  const { source, account, region } = inventory;
  return (
    <div role="gridcell" style={{ display: 'flex', gap: 10, alignItems: 'center' }}>
      <b style={{ color: 'var(--ink)' }}>
        {sourceName(t, source)}
        {account && ` · ${account}`}
      </b>
      <span>{region}</span>
      <span>{t('hosts.count', { count: shown })}</span>
      {source.kind === 'sample' && <StateBadge state="plain">{t('sample.badge')}</StateBadge>}
    </div>
  );
}

/** The heading of the hosts added by hand. */
export function MyHostsRow({ shown }: { shown: number }) {
  const { t } = useWords();
  return (
    <div role="gridcell" style={{ display: 'flex', gap: 10 }}>
      <b style={{ color: 'var(--ink)' }}>{t('hosts.mine')}</b>
      <span>{t('hosts.count-mine', { count: shown })}</span>
    </div>
  );
}
