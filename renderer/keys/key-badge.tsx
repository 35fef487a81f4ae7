import { StateBadge } from '../ui/state-badge';
import { useWords } from '../ui/words';
import { keyWeakness } from './key-weakness';
import type { ListedKey } from './list-keys';
import { warningSentence } from './warning-sentence';

/** The one thing about a key that its line in the list must say: gone, to be replaced, or an EC2 key pair. */
export function KeyBadge({ item: { entry, pair } }: { item: ListedKey }) {
  const { t } = useWords();
  if (entry.missing) {
    return (
      <StateBadge state="unknown" title={t('keys.missing.detail')}>
        {t('keys.missing')}
      </StateBadge>
    );
  }
  const weakness = keyWeakness(entry);
  if (weakness) {
    return (
      <StateBadge state="blocked" title={warningSentence(t, weakness)}>
        {t('keys.replace')}
      </StateBadge>
    );
  }
  if (!pair) return null;
  return (
    <StateBadge
      state="open"
      title={t('keys.pair.instances', { keyPair: pair.keyPair, count: pair.instances })}
    >
      {pair.keyPair}
    </StateBadge>
  );
}
