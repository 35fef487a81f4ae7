import { Button, Loader } from '@mantine/core';
import { errorSentence } from '../../locales';
import { Notice } from '../ui/notice';
import { useInventory, useSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { sourceName } from './source-name';

/** What is to be said about the account's reading: under way, failed, or incomplete. */
export function InventoryNotices() {
  const { t, explain } = useWords();
  const { source } = useSettings();
  const { data, error, isPending, isFetching, refetch } = useInventory();
  if (!source) return null;
  if (error && !isFetching) {
    return (
      <Notice
        kind="error"
        action={
          <Button variant="default" onClick={() => void refetch()}>
            {t('terminal.try-again')}
          </Button>
        }
      >
        {explain(error)}
      </Notice>
    );
  }
  if (isPending) {
    const region = source.kind === 'aws' ? source.region : '';
    return (
      <div className="bar muted" role="status">
        <Loader size={14} /> {t('hosts.reading', { source: sourceName(t, source), region })}
      </div>
    );
  }
  const { problems = [] } = data ?? {};
  const [first] = problems;
  if (!first) return null;
  const calls = problems.map(({ call }) => call).join(', ');
  return <Notice kind="warning">{t('inventory.problems', { calls, why: errorSentence(t, first) })}</Notice>;
}
