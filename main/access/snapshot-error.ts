import { CodedError } from '../../common/coded-error';
import type { SnapshotErrorCode } from '../../contract/snapshot';

/** A snapshot file or folder that cannot be used. */
export class SnapshotError extends CodedError<SnapshotErrorCode> {}
