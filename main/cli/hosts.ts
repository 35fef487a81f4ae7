import { SnapshotError } from '../access/snapshot-error';
import { hostRows } from '../hosts/rows';
import { openSnapshot } from '../inventory/open-snapshot';
import { type CliIo, exitStatus } from './io';
import { noPositional, parseOptions, UsageError } from './options';
import { printHosts } from './print-hosts';
import { snapshotPath } from './snapshot-path';

const optionTypes = { snapshot: 'string', profile: 'string', region: 'string', json: 'boolean' } as const;

/** `latchkey hosts …` (cli.md); `args` are those after `hosts`. Fails as the verb does, and with `cli.unknown-command`. */
export async function runHosts(args: string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined) {
    io.stderr(`${io.t('cli.hosts.help')}\n`);
    return exitStatus.usage;
  }
  if ([command, ...rest].some((arg) => arg === '--help' || arg === '-h') || command === 'help') {
    io.stdout(`${io.t('cli.hosts.help')}\n`);
    return exitStatus.done;
  }
  if (command !== 'list') throw new UsageError('cli.unknown-command', { command: `hosts ${command}` });
  return list(rest, io);
}

/**
 * `latchkey hosts list`: every instance of a snapshot.
 * @throws UsageError, SnapshotError
 */
async function list(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, optionTypes);
  noPositional(positionals);
  const path = snapshotPath(options);
  const snapshot = await openSnapshot(path);
  // Not known is not the same as none: an empty list would say that there are no instances.
  if (!snapshot.Reservations) throw new SnapshotError('snapshot.no-instances', { path });
  const rows = hostRows(snapshot);
  if (options.json) io.stdout(`${JSON.stringify(rows)}\n`);
  else printHosts(rows, io);
  return exitStatus.done;
}
