import type { Stage } from './path';
import { instanceState } from './stages/instance-state';
import { notJudged } from './stages/not-judged';
import { publicAddress } from './stages/public-address';
import { securityGroup } from './stages/security-group';

/** Every stage, in path order. */
export const stages: readonly Stage[] = [
  instanceState,
  publicAddress,
  notJudged('block-public-access'),
  notJudged('internet-gateway'),
  notJudged('route'),
  notJudged('nacl-in'),
  notJudged('nacl-out'),
  securityGroup,
  notJudged('host'),
];
