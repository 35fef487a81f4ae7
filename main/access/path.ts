import type { Address } from '../../common/address';
import type { PublicEndpoint } from '../../common/instance-addresses';
import type { AddressFamily, Protocol, Step } from '../../contract/access';
import type { IndexedInstance, SnapshotIndex } from './index-snapshot';

/** One client on its way to one port of one instance: everything a stage judges by. */
export interface Path {
  index: SnapshotIndex;
  /** The id asked for, whether the snapshot has it or not. */
  instanceId: string;
  port: number;
  protocol: Protocol;
  /** Null: the client's address is not known. */
  from: Address | null;
  family: AddressFamily;
  /** Null: not described. */
  found: IndexedInstance | null;
  /** Null: not known. */
  target: PublicEndpoint | null;
  /** For the commands of fixes. Null: not known. */
  region: string | null;
}

/** Judges one stage: one step per resource judged. Pure, and never throws for data that is missing. */
export type Stage = (path: Path) => Step[];
