import type { AddressFamily, Badge } from '../../contract/access';
import type { Snapshot } from '../../contract/snapshot';
import { badgeOfVerdict } from './badge-of-verdict';
import { evaluate } from './evaluate';

const families: AddressFamily[] = ['ipv4', 'ipv6'];

/** Best first: without an address of the client's the badge tells of the family through which most come in. */
const order: Badge['kind'][] = ['open', 'allowed', 'some', 'unknown', 'blocked'];

/**
 * An instance's access badge for a TCP port; no packet is sent. Without the client's address it tells who may come in,
 * over any family the instance has an address in.
 * @throws AccessError `access.from-*`, as `evaluate` does
 */
export function badgeOf(
  snapshot: Snapshot,
  instance: string,
  { port, from }: { port: number; from: string | null },
): Badge {
  const question = { instance, port, protocol: 'tcp' as const, from };
  const first = evaluate(snapshot, question);
  if (from !== null) return badgeOfVerdict(first);
  const other = families.find((family) => family !== first.family);
  const second = evaluate(snapshot, question, other);
  if (second.address === null) return badgeOfVerdict(first);
  const [one, two] = [badgeOfVerdict(first), badgeOfVerdict(second)];
  return order.indexOf(two.kind) < order.indexOf(one.kind) ? two : one;
}
