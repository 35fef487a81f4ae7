import { type CliIo, exitStatus } from './io';
import { convert } from './keys-convert';
import { generate } from './keys-generate';
import { inspect } from './keys-inspect';
import { match } from './keys-match';
import { UsageError } from './options';

const verbs: Record<string, (args: string[], io: CliIo) => Promise<number>> = {
  inspect,
  convert,
  generate,
  match,
};

/** `latchkey keys …`. Fails as the verb does, and with `cli.unknown-command`. */
export async function runKeys(args: string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined) {
    io.stderr(`${io.t('cli.keys.help')}\n`);
    return exitStatus.usage;
  }
  const verb = Object.hasOwn(verbs, command) ? verbs[command] : undefined;
  if (!verb && !['--help', '-h', 'help'].includes(command)) {
    throw new UsageError('cli.unknown-command', { command: `keys ${command}` });
  }
  if (!verb || rest.includes('--help') || rest.includes('-h')) {
    io.stdout(`${io.t('cli.keys.help')}\n`);
    return exitStatus.done;
  }
  return verb(rest, io);
}
