import { Button } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useInventory } from '../ui/queries';
import { useWords } from '../ui/words';

/** How old the rows are; pressing it asks again. */
export function RefreshChip() {
  const { t, language } = useWords();
  const { dataUpdatedAt, isFetching, refetch } = useInventory();
  const [now, setNow] = useState(Date.now);
  useInterval(() => setNow(Date.now()), 5_000, { autoInvoke: true });
  const label = isFetching
    ? t('hosts.loading')
    : dataUpdatedAt === 0
      ? t('hosts.refresh')
      : ago(language, Math.max(0, now - dataUpdatedAt));
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} />}
      onClick={() => void refetch()}
      disabled={isFetching}
      title={t('hosts.refresh')}
    >
      {label}
    </Button>
  );
}

/** `12 seconds ago`, in the page's language. */
function ago(language: string, milliseconds: number): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return words.format(-seconds, 'second');
  if (seconds < 3_600) return words.format(-Math.round(seconds / 60), 'minute');
  return words.format(-Math.round(seconds / 3_600), 'hour');
}
