import { queryOptions } from '@tanstack/react-query';
import type { Inventory } from '../../contract/inventory';
import { latchkey, unwrap } from '../ui/api';

/** The access badges of what is loaded, for someone at `from`; none until something is loaded. */
export const badgesQuery = (inventory: Inventory | null, from: string | null) =>
  queryOptions({
    queryKey: ['badges', inventory?.source, inventory?.takenAt, from],
    queryFn: () => unwrap(latchkey.inventory.badges({ from })),
    enabled: inventory !== null,
  });
