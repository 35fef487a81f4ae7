import type { Badge } from '../../contract/access';
import type { BadgeState } from '../ui/state-badge';

/** How each kind of access badge looks. What nothing judged so far blocks is not yet a promise: it is not green. */
export const badgeStates: Record<Badge['kind'], BadgeState> = {
  open: 'open',
  some: 'plain',
  allowed: 'plain',
  blocked: 'blocked',
  unknown: 'unknown',
};
