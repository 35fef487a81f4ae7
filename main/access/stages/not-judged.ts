import type { AccessStep } from '../../../contract/access';
import type { Stage } from '../path';
import { unknown } from '../steps';

/** A stage that this analysis does not judge. It says so: unknown, never open. */
export function notJudged(step: AccessStep): Stage {
  return () => [unknown(step, 'UNSUPPORTED_COMPONENT', null)];
}
