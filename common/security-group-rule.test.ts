import { expect, test } from 'vitest';
import { rulePorts, ruleSource } from './security-group-rule';

test.each([
  [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }, 'TCP 22'],
  [{ IpProtocol: '6', FromPort: 8000, ToPort: 8100 }, 'TCP 8000–8100'],
  [{ IpProtocol: 'udp', FromPort: 0, ToPort: 65535 }, 'UDP 0–65535'],
  [{ IpProtocol: '17', FromPort: 53, ToPort: 53 }, 'UDP 53'],
  // For ICMP the two are a type and a code, not ports.
  [{ IpProtocol: 'icmp', FromPort: 8, ToPort: 0 }, 'ICMP'],
  [{ IpProtocol: '58', FromPort: -1, ToPort: -1 }, 'ICMPv6'],
  [{ IpProtocol: '50' }, '50'],
  [{ IpProtocol: '-1' }, ''],
])('%j is for %j', (rule, ports) => {
  expect(rulePorts(rule)).toBe(ports);
});

test.each([
  [{ CidrIpv4: '198.51.100.0/24' }, '198.51.100.0/24'],
  [{ CidrIpv6: '2001:db8::/32' }, '2001:db8::/32'],
  [{ PrefixListId: 'pl-0123' }, 'pl-0123'],
  [{ ReferencedGroupInfo: { GroupId: 'sg-0123' } }, 'sg-0123'],
  [{}, '?'],
])('%j comes from %s', (rule, source) => {
  expect(ruleSource(rule)).toBe(source);
});
