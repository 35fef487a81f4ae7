import { CodedError } from '../../common/coded-error';
import type { InventoryErrorCode } from '../../contract/inventory';

/** An expected failure of reading an account. Params name calls, profiles, regions and hosts; never a credential. */
export class InventoryError extends CodedError<InventoryErrorCode> {}
