import { hostRows } from '../hosts/rows';
import { openSnapshot } from '../inventory/open-snapshot';
import { answer } from './answer';
import { type CliIo, exitStatus } from './io';
import { readOptions } from './options';
import { printHosts } from './print-hosts';
import { UsageError } from './usage-error';

const usage = 'latchkey hosts list --snapshot PATH [--json]';

/** `latchkey hosts …` (cli.md); `args` are those after `hosts`. Answers the exit status. */
export function runHosts(args: string[], io: CliIo): Promise<number> {
  return answer(args, io, async () => {
    const [verb, ...rest] = args;
    if (verb !== 'list') throw new UsageError('cli.usage', { usage });
    return list(rest, io);
  });
}

async function list(args: string[], io: CliIo): Promise<number> {
  const options = readOptions(
    args,
    {
      snapshot: { type: 'string' },
      profile: { type: 'string' },
      region: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    usage,
  );
  if (!options.snapshot || options.profile !== undefined || options.region !== undefined) {
    throw new UsageError('cli.snapshot-needed', { usage });
  }
  const snapshot = await openSnapshot(options.snapshot);
  if (!snapshot.Reservations) return exitStatus.unknown;
  const rows = hostRows(snapshot);
  if (options.json) io.stdout(`${JSON.stringify(rows, null, 2)}\n`);
  else printHosts(rows, io);
  return exitStatus.done;
}
