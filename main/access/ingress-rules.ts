import { type Cidr, parseCidr } from '../../common/address';
import type { IpPermission, SecurityGroup, SecurityGroupRule } from '../../contract/snapshot';

/** Where an inbound rule lets traffic come from. */
export type RuleSource =
  | { kind: 'cidr'; cidr: Cidr }
  | { kind: 'prefix-list'; id: string }
  | { kind: 'group' }
  /** Something EC2 did not print, or in a form that cannot be read. */
  | { kind: 'unreadable' };

/** An inbound rule with exactly one source, in the shape of DescribeSecurityGroupRules, and that source read once. */
export interface SourceRule {
  rule: SecurityGroupRule;
  source: RuleSource;
}

/**
 * A security group's inbound rules, one per source, in the order EC2 lists them. `described` are the group's elements
 * of DescribeSecurityGroupRules: they lend each rule its `sgr-` id. Null where the group or its permissions are missing.
 */
export function ingressRules(
  group: SecurityGroup | undefined,
  described: SecurityGroupRule[],
): SourceRule[] | null {
  if (!group?.IpPermissions) return null;
  const ids = new Map<string, string>();
  for (const rule of described) {
    if (!rule.IsEgress && rule.SecurityGroupRuleId) ids.set(identity(rule), rule.SecurityGroupRuleId);
  }
  return group.IpPermissions.flatMap((permission) =>
    splitSources(permission).map(({ source, fields }) => {
      const rule: SecurityGroupRule = {
        GroupId: group.GroupId,
        IsEgress: false,
        ...portsOf(permission),
        ...fields,
      };
      const id = ids.get(identity(rule));
      return { source, rule: id === undefined ? rule : { SecurityGroupRuleId: id, ...rule } };
    }),
  );
}

function portsOf(permission: IpPermission): SecurityGroupRule {
  const { IpProtocol, FromPort, ToPort } = permission;
  return {
    IpProtocol,
    ...(FromPort === undefined ? {} : { FromPort }),
    ...(ToPort === undefined ? {} : { ToPort }),
  };
}

function splitSources(permission: IpPermission): { source: RuleSource; fields: SecurityGroupRule }[] {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  return [
    ...IpRanges.map((range) => ({
      source: cidrSource(range.CidrIp),
      fields: { CidrIpv4: range.CidrIp, ...descriptionOf(range) },
    })),
    ...Ipv6Ranges.map((range) => ({
      source: cidrSource(range.CidrIpv6),
      fields: { CidrIpv6: range.CidrIpv6, ...descriptionOf(range) },
    })),
    ...PrefixListIds.map((list): { source: RuleSource; fields: SecurityGroupRule } => ({
      source:
        list.PrefixListId === undefined
          ? { kind: 'unreadable' }
          : { kind: 'prefix-list', id: list.PrefixListId },
      fields: { PrefixListId: list.PrefixListId, ...descriptionOf(list) },
    })),
    ...UserIdGroupPairs.map((pair): { source: RuleSource; fields: SecurityGroupRule } => ({
      source: { kind: 'group' },
      fields: {
        ReferencedGroupInfo: {
          ...(pair.GroupId === undefined ? {} : { GroupId: pair.GroupId }),
          ...(pair.UserId === undefined ? {} : { UserId: pair.UserId }),
        },
        ...descriptionOf(pair),
      },
    })),
  ];
}

function descriptionOf(source: { Description?: string | undefined }): { Description?: string } {
  return source.Description === undefined ? {} : { Description: source.Description };
}

function cidrSource(text: string | undefined): RuleSource {
  const cidr = text === undefined ? null : parseCidr(text);
  return cidr ? { kind: 'cidr', cidr } : { kind: 'unreadable' };
}

/** What makes two rules of one group the same rule. DescribeSecurityGroupRules prints -1 for ports a permission leaves out. */
function identity(rule: SecurityGroupRule): string {
  const source = rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId;
  return [rule.IpProtocol, rule.FromPort ?? -1, rule.ToPort ?? -1, source].join(' ');
}
