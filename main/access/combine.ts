import type { AccessStep, Step, Verdict } from '../../contract/access';

/** What every path from the internet goes through. The host's own health is not on it: not known there leaves the way open. */
const neededByEveryPath: ReadonlySet<AccessStep> = new Set([
  'instance-state',
  'public-address',
  'block-public-access',
  'internet-gateway',
  'route',
  'nacl-in',
  'nacl-out',
  'security-group',
]);

/** The verdict over all stages (cli.md): one block blocks; else one unknown that every path needs leaves it unknown. */
export function combine(steps: Step[]): Verdict['verdict'] {
  if (steps.some((step) => step.verdict === 'block')) return 'blocked';
  const open = steps.some((step) => step.verdict === 'unknown' && neededByEveryPath.has(step.step));
  return open ? 'unknown' : 'reachable';
}
