import { protocol, type Verdict } from '../../contract/access';
import { AccessError } from '../access/access-error';
import { evaluate } from '../access/evaluate';
import { openSnapshot } from '../inventory/open-snapshot';
import { type CliIo, exitStatus } from './io';
import { noPositional, oneOf, parseOptions, required, UsageError, wholeNumber } from './options';
import { printVerdict } from './print-verdict';
import { snapshotPath } from './snapshot-path';
import { tellError } from './tell-error';

const optionTypes = {
  snapshot: 'string',
  profile: 'string',
  region: 'string',
  instance: 'string',
  port: 'string',
  protocol: 'string',
  from: 'string',
  probe: 'boolean',
  json: 'boolean',
} as const;

const statusOf: Record<Verdict['verdict'], number> = {
  reachable: exitStatus.done,
  blocked: exitStatus.failed,
  unknown: exitStatus.unknown,
};

/** `latchkey access …` (cli.md); `args` are those after `access`. Fails as the verb does, and with `cli.unknown-command`. */
export async function runAccess(args: string[], io: CliIo): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined) {
    io.stderr(`${io.t('cli.access.help')}\n`);
    return exitStatus.usage;
  }
  if ([command, ...rest].some((arg) => arg === '--help' || arg === '-h') || command === 'help') {
    io.stdout(`${io.t('cli.access.help')}\n`);
    return exitStatus.done;
  }
  if (command !== 'check') throw new UsageError('cli.unknown-command', { command: `access ${command}` });
  return check(rest, io);
}

/**
 * `latchkey access check`: may this address reach that port?
 * @throws UsageError, SnapshotError; an address that cannot be a client's is told as wrong usage
 */
async function check(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, optionTypes);
  noPositional(positionals);
  const path = snapshotPath(options);
  if (options.probe) throw new UsageError('cli.not-with-snapshot', { option: '--probe' });
  const question = {
    instance: required(options.instance, '--instance'),
    port: wholeNumber(required(options.port, '--port'), '--port', 1, 65535),
    protocol: oneOf(options.protocol ?? 'tcp', '--protocol', protocol.options),
    from: required(options.from, '--from'),
  };
  const snapshot = await openSnapshot(path);
  try {
    const verdict = evaluate(snapshot, question);
    if (options.json) io.stdout(`${JSON.stringify(verdict)}\n`);
    else printVerdict(verdict, io);
    return statusOf[verdict.verdict];
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    tellError(error, io, options.json ?? false);
    return exitStatus.usage;
  }
}
