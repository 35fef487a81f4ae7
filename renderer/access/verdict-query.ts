import { queryOptions } from '@tanstack/react-query';
import type { AccessQuestion } from '../../contract/access';
import type { Inventory } from '../../contract/inventory';
import { latchkey, unwrap } from '../ui/api';

/** The verdict on one question, judged from what is loaded. */
export const verdictQuery = (inventory: Inventory, question: AccessQuestion) =>
  queryOptions({
    queryKey: ['verdict', inventory.source, inventory.takenAt, question],
    queryFn: () => unwrap(latchkey.access.check(question)),
  });
