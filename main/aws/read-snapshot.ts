import { setMaxListeners } from 'node:events';
import type { InventoryProblem } from '../../contract/inventory';
import { type Snapshot, snapshot } from '../../contract/snapshot';
import type { Ec2Connection } from './connection';
import { type Ask, images, prefixListEntries, regionCalls, reservations } from './describe';
import { nameOf } from './errors';
import { limiter } from './limiter';

/** Calls under way at a time: EC2 counts calls per account, and the user's other tools share that account. */
const callsAtATime = 6;

/** A snapshot, and the calls that did not answer in Latchkey's words; `snapshot.Problems` has them in AWS's. */
export interface ReadSnapshot {
  snapshot: Snapshot;
  problems: InventoryProblem[];
}

/**
 * Asks a region for everything that a verdict and the hosts list need. A call that fails leaves its member out, which
 * means "not known". Throws InventoryError where the instances themselves cannot be read.
 */
export async function readSnapshot(connection: Ec2Connection): Promise<ReadSnapshot> {
  const stop = new AbortController();
  // Every call under way listens to it, more than Node takes for a leak.
  setMaxListeners(0, stop.signal);
  const ask: Ask = { client: connection.client, signal: stop.signal };
  const limited = limiter(callsAtATime);
  const failures = new Map<string, unknown>();

  /** What a call says; undefined where it fails, which is kept for the report. */
  const attempt = <T>(call: string, read: () => Promise<T>): Promise<T | undefined> =>
    limited(read).catch((error: unknown) => {
      failures.set(call, error);
      return undefined;
    });

  const instances = limited(() => reservations(ask)).catch((error: unknown) => {
    stop.abort();
    throw connection.explain(error, 'DescribeInstances');
  });
  const others = Object.entries(regionCalls).map(
    async ([member, { call, read }]): Promise<[string, unknown]> => [
      member,
      await attempt(call, () => read(ask)),
    ],
  );
  const region = parse({ Reservations: await instances, ...Object.fromEntries(await Promise.all(others)) });

  const lists = referencedPrefixLists(region).map(
    async (id): Promise<[string, unknown]> => [
      id,
      await attempt('GetManagedPrefixListEntries', () => prefixListEntries(ask, id)),
    ],
  );
  const used = parse({
    Images: await attempt('DescribeImages', () => images(ask, imagesInUse(region))),
    PrefixListEntries: Object.fromEntries(await Promise.all(lists)),
  });

  return {
    snapshot: {
      Region: connection.region,
      Account: region.Reservations?.[0]?.OwnerId ?? region.SecurityGroups?.[0]?.OwnerId,
      ...region,
      ...used,
      Problems: [...failures].map(([call, error]) => ({ Call: call, Code: nameOf(error) })),
    },
    problems: [...failures].map(([call, error]) => {
      const { code, params } = connection.explain(error, call);
      return { call, code, params };
    }),
  };
}

/** The SDK's answers in the AWS CLI's shape: dates as ISO 8601, members without a value left out. */
export function parse(answers: object): Snapshot {
  return snapshot.parse(JSON.parse(JSON.stringify(answers)));
}

function imagesInUse({ Reservations = [] }: Snapshot): string[] {
  const ids = Reservations.flatMap(({ Instances = [] }) => Instances.map(({ ImageId }) => ImageId));
  return unique(ids);
}

/** Prefix lists that a security group or a route names: only those are needed for a verdict. */
function referencedPrefixLists({ SecurityGroups = [], RouteTables = [] }: Snapshot): string[] {
  const permissions = SecurityGroups.flatMap((group) => [
    ...(group.IpPermissions ?? []),
    ...(group.IpPermissionsEgress ?? []),
  ]);
  const routes = RouteTables.flatMap(({ Routes = [] }) => Routes);
  return unique([
    ...permissions.flatMap(({ PrefixListIds = [] }) => PrefixListIds.map(({ PrefixListId }) => PrefixListId)),
    ...routes.map(({ DestinationPrefixListId }) => DestinationPrefixListId),
  ]);
}

function unique(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== undefined);
}
