import type { Protocol, Verdict } from '../../contract/access';
import { evaluate } from '../access/evaluate';
import { openSnapshot } from '../inventory/open-snapshot';
import { answer } from './answer';
import { type CliIo, exitStatus } from './io';
import { readOptions } from './options';
import { printVerdict } from './print-verdict';
import { UsageError } from './usage-error';

const usage =
  'latchkey access check --snapshot PATH --instance ID --port N [--protocol tcp|udp] --from ADDRESS [--json]';

const statusOf: Record<Verdict['verdict'], number> = {
  reachable: exitStatus.done,
  blocked: exitStatus.failed,
  unknown: exitStatus.unknown,
};

/** `latchkey access …` (cli.md); `args` are those after `access`. Answers the exit status. */
export function runAccess(args: string[], io: CliIo): Promise<number> {
  return answer(args, io, async () => {
    const [verb, ...rest] = args;
    if (verb !== 'check') throw new UsageError('cli.usage', { usage });
    return check(rest, io);
  });
}

async function check(args: string[], io: CliIo): Promise<number> {
  const options = readOptions(
    args,
    {
      snapshot: { type: 'string' },
      profile: { type: 'string' },
      region: { type: 'string' },
      instance: { type: 'string' },
      port: { type: 'string' },
      protocol: { type: 'string', default: 'tcp' },
      from: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    usage,
  );
  const { snapshot: path, instance, port, protocol, from } = options;
  if (options.profile !== undefined || options.region !== undefined) {
    throw new UsageError('cli.snapshot-needed', { usage });
  }
  if (!path || !instance || port === undefined || from === undefined) {
    throw new UsageError('cli.usage', { usage });
  }
  const question = { instance, port: readPort(port), protocol: readProtocol(protocol), from };
  const verdict = evaluate(await openSnapshot(path), question);
  if (options.json) io.stdout(`${JSON.stringify(verdict, null, 2)}\n`);
  else printVerdict(verdict, io);
  return statusOf[verdict.verdict];
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw new UsageError('cli.port', { port: text, usage });
  return port;
}

function readProtocol(text: string): Protocol {
  if (text !== 'tcp' && text !== 'udp') throw new UsageError('cli.protocol', { protocol: text, usage });
  return text;
}
