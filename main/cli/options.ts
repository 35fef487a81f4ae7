import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * A verb's options; nothing else may stand on its command line. `usage` is its line of help.
 * @throws UsageError `cli.option` for an option it does not know or one without its value
 */
export function readOptions<const T extends Options>(args: string[], options: T, usage: string) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (cause) {
    // Node names the option in the first sentence of its message and gives advice in the rest.
    const problem = cause instanceof Error ? (cause.message.split(/[.\n] ?/)[0] ?? '') : '';
    throw new UsageError('cli.option', { problem, usage }, { cause });
  }
}
