import { singleAddressCidr } from '../../../common/address';
import type { Evidence, Fix, NearMissKind, Step } from '../../../contract/access';
import type { SecurityGroupRule } from '../../../contract/snapshot';
import { awsCommand } from '../aws-command';
import { matchRule, undecided } from '../match-rule';
import type { Path, Stage } from '../path';
import { block, notDescribed, pass, unknown } from '../steps';

/** Nearest first: what one would change to let the client in. */
const nearness: NearMissKind[] = [
  'other-source',
  'prefix-list-unread',
  'unreadable',
  'prefix-list',
  'other-family',
  'reference',
  'other-port',
  'other-protocol',
];

/**
 * Does any security group of the address's own network interface let the client in? Groups only allow, and the union of
 * all of them counts; replies follow by connection tracking (VPC User Guide, "Security groups").
 */
export const securityGroup: Stage = (path) => {
  const step = 'security-group';
  if (!path.found) return [notDescribed(path, step, 'DescribeInstances', path.instanceId)];
  const attached = path.target?.networkInterface?.Groups;
  if (!attached) return [notDescribed(path, step, 'DescribeNetworkInterfaces', path.instanceId)];

  const groups = attached.flatMap(({ GroupId, GroupName }) =>
    GroupId === undefined
      ? []
      : [{ id: GroupId, name: path.index.securityGroup(GroupId)?.GroupName ?? GroupName ?? null }],
  );
  const rules = groups.flatMap(({ id }) => path.index.ingressOf(id) ?? []);
  const matches = rules.map((rule) => ({ rule: rule.rule, match: matchRule(rule, path) }));
  const rulesThat = (wanted: string) =>
    matches.filter(({ match }) => match === wanted).map(({ rule }) => rule);

  const matching = rulesThat('match');
  const evidence: Partial<Evidence> = { securityGroups: groups };
  if (matching.length > 0) return [pass(step, groupOf(matching), { ...evidence, rules: matching })];

  const missing = groups.find(({ id }) => path.index.ingressOf(id) === null);
  evidence.nearMisses = nearness.flatMap((why) => rulesThat(why).map((rule) => ({ ...rule, why })));
  if (missing) return [notDescribed(path, step, 'DescribeSecurityGroups', missing.id, evidence)];
  const open = matches.find(({ match }) => undecided.has(match));
  if (open) return [undecidedStep(path, open.rule, evidence)];

  const some = rulesThat('some');
  if (some.length > 0)
    return [unknown(step, 'NO_SOURCE_OR_DESTINATION', groupOf(some), { ...evidence, rules: some })];

  const group = evidence.nearMisses[0]?.GroupId ?? groups[0]?.id ?? null;
  const code = rules.length === 0 ? 'SG_HAS_NO_RULES' : 'ENI_SG_RULES_MISMATCH';
  return [block(step, code, group, evidence, allowClient(path, group))];
};

function groupOf(rules: SecurityGroupRule[]): string | null {
  return rules[0]?.GroupId ?? null;
}

function undecidedStep(path: Path, rule: SecurityGroupRule, evidence: Partial<Evidence>): Step {
  const list = rule.PrefixListId;
  return list === undefined
    ? notDescribed(
        path,
        'security-group',
        'DescribeSecurityGroups',
        rule.GroupId ?? path.instanceId,
        evidence,
      )
    : notDescribed(path, 'security-group', 'GetManagedPrefixListEntries', list, evidence);
}

/** One more rule, for this client, protocol and port alone. */
function allowClient(path: Path, group: string | null): Fix | null {
  if (!path.from || group === null) return null;
  const cidr = singleAddressCidr(path.from);
  const ports = { IpProtocol: path.protocol, FromPort: path.port, ToPort: path.port };
  const range =
    path.family === 'ipv4' ? { IpRanges: [{ CidrIp: cidr }] } : { Ipv6Ranges: [{ CidrIpv6: cidr }] };
  const shorthand =
    path.family === 'ipv4' ? `IpRanges=[{CidrIp=${cidr}}]` : `Ipv6Ranges=[{CidrIpv6=${cidr}}]`;
  return {
    action: 'AuthorizeSecurityGroupIngress',
    params: { GroupId: group, IpPermissions: [{ ...ports, ...range }] },
    command: awsCommand('authorize-security-group-ingress', path.region, {
      'group-id': group,
      'ip-permissions': `IpProtocol=${path.protocol},FromPort=${path.port},ToPort=${path.port},${shorthand}`,
    }),
  };
}
