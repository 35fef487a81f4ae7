import { CodedError, type ErrorData } from '../../common/coded-error';
import { failureSentence } from './failure-sentence';
import { type CliIo, exitStatus } from './io';
import { UsageError } from './options';
import { printable } from './printable';

/** Tells a failure as cli.md says, and yields the exit status for it. What is not an expected failure shows its stack. */
export function tellError(error: unknown, io: CliIo, json: boolean): number {
  const data: ErrorData = error instanceof CodedError ? error : { code: 'unexpected', params: {} };
  const message = failureSentence(io.t, data);
  if (!(error instanceof CodedError)) {
    io.stderr(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  if (json) io.stdout(`${JSON.stringify({ error: { code: data.code, message } })}\n`);
  else io.stderr(`${io.t('cli.failed', { message: printable(message) })}\n`);
  return error instanceof UsageError ? exitStatus.usage : exitStatus.failed;
}
