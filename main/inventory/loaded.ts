import type { Inventory } from '../../contract/inventory';
import type { Snapshot } from '../../contract/snapshot';
import type { Ec2Connection } from '../aws';

/** What main/aws offers; loaded at its first use, because the AWS SDK takes a while. */
export type Aws = Pick<
  typeof import('../aws'),
  | 'listProfiles'
  | 'openEc2'
  | 'readSnapshot'
  | 'describeInstance'
  | 'importKeyPair'
  | 'createKeyPair'
  | 'deleteKeyPair'
>;

/** What the calls after a load answer from. The sample account has no connection. */
export interface Loaded {
  inventory: Inventory;
  snapshot: Snapshot;
  connection: Ec2Connection | null;
}
