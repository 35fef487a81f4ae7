import { CodedError } from '../../common/coded-error';
import { errorSentence } from '../../locales';
import { AccessError } from '../access/access-error';
import { type CliIo, exitStatus } from './io';
import { UsageError } from './usage-error';

/**
 * Runs a verb and turns its expected failures into words and an exit status. With `--json` among `args` the error is one
 * JSON value on standard output, otherwise a sentence on standard error.
 * @throws whatever is not a CodedError: a defect
 */
export async function answer(args: string[], io: CliIo, verb: () => Promise<number>): Promise<number> {
  try {
    return await verb();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const message = errorSentence(io.t, error);
    if (args.includes('--json')) io.stdout(`${JSON.stringify({ error: { code: error.code, message } })}\n`);
    else io.stderr(`${printable(message)}\n`);
    // An address that cannot be a client's is a wrong argument.
    const wrongUsage = error instanceof UsageError || error instanceof AccessError;
    return wrongUsage ? exitStatus.usage : exitStatus.failed;
  }
}

/** Text from a file, without the control characters that could rewrite a terminal's screen. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
