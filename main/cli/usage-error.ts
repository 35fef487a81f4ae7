import { CodedError } from '../../common/coded-error';

export type UsageErrorCode = 'cli.usage' | 'cli.option' | 'cli.port' | 'cli.protocol' | 'cli.snapshot-needed';

/** A command line that cannot be followed; its sentence ends with the usage line. Exit status 2. */
export class UsageError extends CodedError<UsageErrorCode> {}
