import type { InventorySource } from '../../contract/inventory';
import type { Translate } from '../../locales';

/** An inventory's source by the name people know it by. */
export function sourceName(t: Translate, source: InventorySource): string {
  if (source.kind === 'sample') return t('sample.name');
  return source.profile ?? t('source.default-credentials');
}
