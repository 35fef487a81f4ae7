import type { HostRow } from '../../contract/hosts';
import type { MessageKey } from '../../locales';
import type { CliIo } from './io';
import { printable } from './printable';
import { table } from './table';

const columns: { title: MessageKey; value: (row: HostRow) => string | null }[] = [
  { title: 'cli.hosts.name', value: (row) => row.name },
  { title: 'cli.hosts.instance', value: (row) => row.instance },
  { title: 'cli.hosts.state', value: (row) => row.state },
  { title: 'cli.hosts.public', value: (row) => row.publicAddress ?? row.ipv6 },
  { title: 'cli.hosts.private', value: (row) => row.privateAddress },
  { title: 'cli.hosts.key-pair', value: (row) => row.keyPair },
  { title: 'cli.hosts.user', value: (row) => row.loginUser },
];

/** The hosts as a table, one line each. */
export function printHosts(rows: HostRow[], io: CliIo): void {
  const head = columns.map(({ title }) => io.t(title));
  const lines = rows.map((row) => columns.map(({ value }) => printable(value(row) ?? '-')));
  io.stdout(table([head, ...lines]));
}
