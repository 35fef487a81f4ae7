import type { ConvertResult } from '../../contract/keys';
import type { CliIo } from './io';
import { describeConversion, warningSentence } from './keys-words';

/** Tells what `keys convert` or `keys generate` has written, with each warning's sentence. */
export function printWrittenKey(io: CliIo, result: ConvertResult, json: boolean): void {
  const warnings = result.warnings.map((warning) => ({
    ...warning,
    message: warningSentence(io.t, warning),
  }));
  io.stdout(json ? `${JSON.stringify({ ...result, warnings })}\n` : describeConversion(io.t, result));
}
