import { CodedError } from '../../common/coded-error';
import type { AccessErrorCode } from '../../contract/access';

/** A question that has no answer, e.g. from an address that cannot be a client's. */
export class AccessError extends CodedError<AccessErrorCode> {}
