import type { SecurityGroupRule } from '../contract/snapshot';

const protocols: Record<string, string> = { '6': 'TCP', '17': 'UDP', '1': 'ICMP', '58': 'ICMPv6' };

/** What a rule is for, as people write it: `TCP 22`, `UDP 8000–8100`, `ICMP`. Empty where it is for all traffic. */
export function rulePorts({ IpProtocol = '?', FromPort, ToPort }: SecurityGroupRule): string {
  if (IpProtocol === '-1') return '';
  const protocol = protocols[IpProtocol] ?? IpProtocol.toUpperCase();
  if (FromPort === undefined || FromPort < 0 || !['TCP', 'UDP'].includes(protocol)) return protocol;
  return FromPort === ToPort ? `${protocol} ${FromPort}` : `${protocol} ${FromPort}–${ToPort}`;
}

/** Where a rule lets traffic come from, as EC2 names it: a block, a prefix list or a group. */
export function ruleSource({
  CidrIpv4,
  CidrIpv6,
  PrefixListId,
  ReferencedGroupInfo,
}: SecurityGroupRule): string {
  return CidrIpv4 ?? CidrIpv6 ?? PrefixListId ?? ReferencedGroupInfo?.GroupId ?? '?';
}
