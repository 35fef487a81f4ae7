import { cidrHolds, parseCidr } from '../../common/address';
import { holdsClients } from '../../common/client-address';
import type { NearMissKind } from '../../contract/access';
import type { SecurityGroupRule } from '../../contract/snapshot';
import type { RuleSource, SourceRule } from './ingress-rules';
import type { Path } from './path';

/**
 * How an inbound rule meets the client's packet. `some`: it lets some addresses in and the client's is not known.
 * Null: it has nothing to do with the packet.
 */
export type RuleMatch = 'match' | 'some' | NearMissKind | null;

type PortMatch = 'match' | 'other-port' | 'other-protocol' | 'unreadable' | null;
type SourceMatch = Exclude<RuleMatch, 'other-port' | 'other-protocol' | null>;
type Client = Pick<Path, 'from' | 'family' | 'index'>;

/** Near misses that may in truth be matches: what they depend on could not be read. */
export const undecided: ReadonlySet<RuleMatch> = new Set(['prefix-list-unread', 'unreadable']);

/** Compares one rule with the client's protocol, port and address. */
export function matchRule(
  { rule, source }: SourceRule,
  path: Pick<Path, 'from' | 'family' | 'index' | 'port' | 'protocol'>,
): RuleMatch {
  const port = matchPort(rule, path);
  if (port === null) return null;
  const from = matchSource(source, path);
  if (port === 'match') return from;
  if (port === 'unreadable') {
    const mayMatch = from === 'match' || from === 'some' || undecided.has(from);
    return mayMatch ? 'unreadable' : null;
  }
  return from === 'match' ? port : null;
}

// Protocols by name and by number (IANA); EC2 takes and prints either.
const names: Record<string, string> = { '6': 'tcp', '17': 'udp' };

/** `-1` is every protocol and every port. Ports count for TCP and UDP alone (EC2 API, IpPermission). */
function matchPort(rule: SecurityGroupRule, { port, protocol }: Pick<Path, 'port' | 'protocol'>): PortMatch {
  if (rule.IpProtocol === undefined) return 'unreadable';
  if (rule.IpProtocol === '-1') return 'match';
  const ruleProtocol = names[rule.IpProtocol] ?? rule.IpProtocol;
  if (ruleProtocol !== 'tcp' && ruleProtocol !== 'udp') return null;
  const sameProtocol = ruleProtocol === protocol;
  if (rule.FromPort === undefined || rule.ToPort === undefined) return sameProtocol ? 'unreadable' : null;
  const holdsPort = rule.FromPort <= port && port <= rule.ToPort;
  if (sameProtocol) return holdsPort ? 'match' : 'other-port';
  return holdsPort ? 'other-protocol' : null;
}

function matchSource(source: RuleSource, client: Client): SourceMatch {
  switch (source.kind) {
    case 'cidr':
      return (
        matchCidrs([source.cidr], client) ??
        (source.cidr.family === client.family ? 'other-source' : 'other-family')
      );
    case 'prefix-list':
      return matchPrefixList(source.id, client);
    case 'group':
      // A reference stands for the members' private addresses, which no client on the internet has.
      return 'reference';
    case 'unreadable':
      return 'unreadable';
  }
}

function matchPrefixList(id: string, client: Client): SourceMatch {
  const entries = client.index.prefixListCidrs(id);
  if (!entries) return 'prefix-list-unread';
  const cidrs = entries.map(parseCidr);
  const match = matchCidrs(
    cidrs.filter((cidr) => cidr !== null),
    client,
  );
  return match ?? (cidrs.includes(null) ? 'prefix-list-unread' : 'prefix-list');
}

function matchCidrs(cidrs: NonNullable<ReturnType<typeof parseCidr>>[], { from, family }: Client) {
  const sameFamily = cidrs.filter((cidr) => cidr.family === family);
  if (from) return sameFamily.some((cidr) => cidrHolds(cidr, from)) ? 'match' : null;
  if (sameFamily.some((cidr) => cidr.prefix === 0)) return 'match';
  return sameFamily.some(holdsClients) ? 'some' : null;
}
