import packageJson from '../../package.json';
import { type CliIo, exitStatus } from './io';
import { UsageError } from './options';
import { tellError } from './tell-error';

type Verb = (args: string[], io: CliIo) => Promise<number>;

// Each loads when it is called: `keys` must not wait for the AWS SDK, nor `access` for the key formats.
const verbs: Record<string, () => Promise<Verb>> = {
  keys: async () => (await import('./keys')).runKeys,
  access: async () => (await import('./access')).runAccess,
  hosts: async () => (await import('./hosts')).runHosts,
};

/**
 * Runs one command line, without the program's own name, and yields its exit status (cli.md). Never throws: an expected
 * failure is told in words on stderr, or with `--json` as one JSON value on stdout.
 */
export async function runCli(argv: string[], io: CliIo): Promise<number> {
  const json = argv.includes('--json');
  const [command, ...rest] = argv;
  try {
    if (command === '--help' || command === '-h' || command === 'help') {
      io.stdout(`${io.t('cli.help')}\n`);
      return exitStatus.done;
    }
    if (command === '--version') {
      io.stdout(`latchkey ${packageJson.version}\n`);
      return exitStatus.done;
    }
    const verb = command !== undefined && Object.hasOwn(verbs, command) ? verbs[command] : undefined;
    if (verb) return await (await verb())(rest, io);
    if (command !== undefined) throw new UsageError('cli.unknown-command', { command });
    io.stderr(`${io.t('cli.help')}\n`);
    return exitStatus.usage;
  } catch (error) {
    return tellError(error, io, json);
  }
}
