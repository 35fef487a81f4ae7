import { describe, expect, test } from 'vitest';
import type { AccessQuestion, Step } from '../../../contract/access';
import type { IpPermission, Snapshot } from '../../../contract/snapshot';
import { evaluate } from '../evaluate';
import {
  exampleGroup,
  exampleInstance,
  exampleInterface,
  exampleSnapshot,
  permission,
} from '../example-snapshot';

const you = '203.0.113.7';
const you6 = '2001:db8:9::7';

function judge(snapshot: Snapshot, question: Partial<AccessQuestion> = {}): Step {
  const asked = { instance: exampleInstance, port: 22, protocol: 'tcp' as const, from: you, ...question };
  const steps = evaluate(snapshot, asked).steps.filter(({ step }) => step === 'security-group');
  expect(steps).toHaveLength(1);
  return steps[0]!;
}

function judgeRules(permissions: IpPermission[], question: Partial<AccessQuestion> = {}): Step {
  return judge(exampleSnapshot({ permissions }), question);
}

const fromYou = { IpRanges: [{ CidrIp: '203.0.113.7/32' }] };
const fromAll = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] };

describe('a rule lets the client in', () => {
  const rows: [string, IpPermission, Partial<AccessQuestion>][] = [
    ['its own address', permission(fromYou), {}],
    ['a block that holds it', permission({ IpRanges: [{ CidrIp: '203.0.113.0/24' }] }), {}],
    ['everyone', permission(fromAll), {}],
    [
      'the second of two sources',
      permission({ IpRanges: [{ CidrIp: '198.51.100.0/24' }, { CidrIp: '203.0.113.0/24' }] }),
      {},
    ],
    ['the first port of a range', permission({ ...fromYou, FromPort: 22, ToPort: 30 }), {}],
    ['the last port of a range', permission({ ...fromYou, FromPort: 1, ToPort: 22 }), {}],
    ['every port', permission({ ...fromYou, FromPort: 0, ToPort: 65535 }), {}],
    ['the port 65535', permission({ ...fromYou, FromPort: 0, ToPort: 65535 }), { port: 65535 }],
    ['every protocol, no ports', { IpProtocol: '-1', ...fromYou }, {}],
    [
      'every protocol, ports that do not count',
      { IpProtocol: '-1', FromPort: 80, ToPort: 80, ...fromYou },
      {},
    ],
    ['TCP by its number', permission({ ...fromYou, IpProtocol: '6' }), {}],
    ['UDP', permission({ ...fromYou, IpProtocol: 'udp' }), { protocol: 'udp' }],
    ['UDP by its number', permission({ ...fromYou, IpProtocol: '17' }), { protocol: 'udp' }],
    [
      'IPv6: its own address',
      permission({ Ipv6Ranges: [{ CidrIpv6: '2001:db8:9::7/128' }] }),
      { from: you6 },
    ],
    ['IPv6: everyone', permission({ Ipv6Ranges: [{ CidrIpv6: '::/0' }] }), { from: you6 }],
    [
      'IPv6 in another spelling',
      permission({ Ipv6Ranges: [{ CidrIpv6: '2001:DB8:9:0::/64' }] }),
      { from: you6 },
    ],
  ];
  test.each(rows)('%s', (_, rule, question) => {
    expect(judgeRules([rule], question)).toMatchObject({
      verdict: 'pass',
      code: null,
      resource: exampleGroup,
      fix: null,
      evidence: { rules: [{ GroupId: exampleGroup, IsEgress: false, IpProtocol: rule.IpProtocol }] },
    });
  });
});

describe('a rule that came near does not', () => {
  const list = { PrefixListIds: [{ PrefixListId: 'pl-0a1' }] };
  const rows: [string, IpPermission, Partial<AccessQuestion>, string | null][] = [
    ['another source', permission({ IpRanges: [{ CidrIp: '203.0.113.99/32' }] }), {}, 'other-source'],
    [
      'another source, every protocol',
      { IpProtocol: '-1', IpRanges: [{ CidrIp: '198.51.100.0/24' }] },
      {},
      'other-source',
    ],
    ['the port below', permission({ ...fromYou, FromPort: 1, ToPort: 21 }), {}, 'other-port'],
    ['the port above', permission({ ...fromYou, FromPort: 23, ToPort: 65535 }), {}, 'other-port'],
    ['the same port of UDP', permission({ ...fromYou, IpProtocol: 'udp' }), {}, 'other-protocol'],
    [
      'the same port of TCP',
      permission({ ...fromYou, IpProtocol: '6' }),
      { protocol: 'udp' },
      'other-protocol',
    ],
    ['IPv6 alone', permission({ Ipv6Ranges: [{ CidrIpv6: '::/0' }] }), {}, 'other-family'],
    ['IPv4 alone', permission(fromAll), { from: you6 }, 'other-family'],
    [
      'members of a group',
      permission({ UserIdGroupPairs: [{ GroupId: 'sg-1', UserId: '0' }] }),
      {},
      'reference',
    ],
    [
      'its own members, every protocol',
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: exampleGroup }] },
      {},
      'reference',
    ],
    ['a prefix list without you', permission(list), {}, 'prefix-list'],
    ['a prefix list of the other family', permission(list), { from: you6 }, 'prefix-list'],
    [
      'another port from others',
      permission({ IpRanges: [{ CidrIp: '198.51.100.0/24' }], FromPort: 80, ToPort: 80 }),
      {},
      null,
    ],
    [
      'another port of a group',
      permission({ UserIdGroupPairs: [{ GroupId: 'sg-1' }], FromPort: 80, ToPort: 80 }),
      {},
      null,
    ],
    ['ICMP', { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, ...fromYou }, {}, null],
    ['another protocol by number', { IpProtocol: '50', ...fromYou }, {}, null],
    [
      'another port of another protocol',
      permission({ ...fromYou, IpProtocol: 'udp', FromPort: 53, ToPort: 53 }),
      {},
      null,
    ],
  ];
  test.each(rows)('%s', (_, rule, question, why) => {
    const snapshot = exampleSnapshot({
      permissions: [rule],
      members: { PrefixListEntries: { 'pl-0a1': [{ Cidr: '198.51.100.0/24' }] } },
    });
    const step = judge(snapshot, question);
    expect(step).toMatchObject({ verdict: 'block', code: 'ENI_SG_RULES_MISMATCH', resource: exampleGroup });
    expect(step.evidence.nearMisses.map((miss) => miss.why)).toEqual(why === null ? [] : [why]);
  });

  test('near misses come nearest first, each with its rule as EC2 describes it', () => {
    const step = judgeRules([
      permission({ ...fromYou, FromPort: 80, ToPort: 80 }),
      permission({ UserIdGroupPairs: [{ GroupId: 'sg-1', UserId: '0' }] }),
      permission({ IpRanges: [{ CidrIp: '203.0.113.99/32', Description: 'minji home' }] }),
    ]);
    expect(step.evidence.nearMisses).toEqual([
      {
        why: 'other-source',
        GroupId: exampleGroup,
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIpv4: '203.0.113.99/32',
        Description: 'minji home',
      },
      expect.objectContaining({ why: 'reference', ReferencedGroupInfo: { GroupId: 'sg-1', UserId: '0' } }),
      expect.objectContaining({ why: 'other-port', FromPort: 80, CidrIpv4: '203.0.113.7/32' }),
    ]);
  });

  test('a group without any inbound rule says so', () => {
    expect(judgeRules([])).toMatchObject({
      verdict: 'block',
      code: 'SG_HAS_NO_RULES',
      resource: exampleGroup,
    });
  });
});

describe('prefix lists', () => {
  const rule = permission({ PrefixListIds: [{ PrefixListId: 'pl-0a1' }] });

  test.each([
    [
      'its entries',
      { PrefixListEntries: { 'pl-0a1': [{ Cidr: '198.51.100.0/24' }, { Cidr: '203.0.113.0/24' }] } },
    ],
    ['the older call', { PrefixLists: [{ PrefixListId: 'pl-0a1', Cidrs: ['203.0.113.0/24'] }] }],
  ])('one that holds the client lets it in: %s', (_, members) => {
    expect(judge(exampleSnapshot({ permissions: [rule], members }))).toMatchObject({
      verdict: 'pass',
      evidence: { rules: [{ PrefixListId: 'pl-0a1' }] },
    });
  });

  test.each([
    ['not read at all', {}],
    ['named only', { PrefixLists: [{ PrefixListId: 'pl-0a1', PrefixListName: 'office' }] }],
    ['another one', { PrefixListEntries: { 'pl-0b2': [{ Cidr: '203.0.113.0/24' }] } }],
    ['an entry that cannot be read', { PrefixListEntries: { 'pl-0a1': [{ Cidr: 'office' }] } }],
  ])('one that is not known leaves it unknown: %s', (_, members) => {
    expect(judge(exampleSnapshot({ permissions: [rule], members }))).toMatchObject({
      verdict: 'unknown',
      code: 'UNKNOWN_RESOURCE',
      resource: 'pl-0a1',
      evidence: {
        permission: 'ec2:GetManagedPrefixListEntries',
        nearMisses: [{ why: 'prefix-list-unread' }],
      },
      fix: null,
    });
  });

  test('one that is not known does not matter where another rule lets the client in', () => {
    expect(judgeRules([rule, permission(fromYou)])).toMatchObject({ verdict: 'pass' });
  });

  test('one that is not known does not matter for another port', () => {
    expect(judgeRules([{ ...rule, FromPort: 80, ToPort: 80 }])).toMatchObject({ verdict: 'block' });
  });
});

describe('which groups count', () => {
  const open = { GroupId: 'sg-open', GroupName: 'open-sg', IpPermissions: [permission(fromAll)] };
  const shut = { GroupId: exampleGroup, GroupName: 'web-sg', IpPermissions: [] };
  const both = [{ GroupId: exampleGroup }, { GroupId: 'sg-open' }];

  test('the union of all groups of the interface, in any order', () => {
    for (const Groups of [both, [...both].reverse()]) {
      const snapshot = exampleSnapshot({
        networkInterface: { Groups },
        members: { SecurityGroups: [shut, open] },
      });
      expect(judge(snapshot)).toMatchObject({ verdict: 'pass', resource: 'sg-open' });
    }
  });

  test('one that lets in is enough where another was not described', () => {
    const snapshot = exampleSnapshot({
      networkInterface: { Groups: both },
      members: { SecurityGroups: [open] },
    });
    expect(judge(snapshot)).toMatchObject({ verdict: 'pass', resource: 'sg-open' });
  });

  test('one that was not described leaves it unknown, and names the permission', () => {
    const snapshot = exampleSnapshot({
      networkInterface: { Groups: both },
      members: { SecurityGroups: [shut] },
    });
    expect(judge(snapshot)).toMatchObject({
      verdict: 'unknown',
      code: 'UNKNOWN_RESOURCE',
      resource: 'sg-open',
      evidence: { permission: 'ec2:DescribeSecurityGroups' },
    });
  });

  test('a refused call is named with its error code', () => {
    const snapshot = exampleSnapshot({
      members: {
        SecurityGroups: undefined,
        Problems: [{ Call: 'DescribeSecurityGroups', Code: 'UnauthorizedOperation' }],
      },
    });
    expect(judge(snapshot)).toMatchObject({
      verdict: 'unknown',
      evidence: { permission: 'ec2:DescribeSecurityGroups', problem: 'UnauthorizedOperation' },
    });
  });

  test('a described group whose permissions are missing is unknown, not empty', () => {
    const snapshot = exampleSnapshot({ members: { SecurityGroups: [{ GroupId: exampleGroup }] } });
    expect(judge(snapshot)).toMatchObject({ verdict: 'unknown', resource: exampleGroup });
  });

  test("the instance's own list, which is the primary interface's, does not count", () => {
    const snapshot = exampleSnapshot({
      instance: { SecurityGroups: [{ GroupId: 'sg-open' }] },
      members: { SecurityGroups: [shut, open] },
    });
    expect(judge(snapshot)).toMatchObject({ verdict: 'block', resource: exampleGroup });
  });

  const primary = {
    NetworkInterfaceId: exampleInterface,
    Groups: [{ GroupId: 'sg-open' }],
    Attachment: { InstanceId: exampleInstance, DeviceIndex: 0 },
  };
  const second = {
    NetworkInterfaceId: 'eni-second',
    Groups: [{ GroupId: exampleGroup }],
    Attachment: { InstanceId: exampleInstance, DeviceIndex: 1 },
  };
  test.each([
    ['on the interface', { Association: { PublicIp: '192.0.2.10' } }, you],
    [
      'on a secondary private address',
      { PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }, { Association: { PublicIp: '192.0.2.10' } }] },
      you,
    ],
    ['an IPv6 address', { Ipv6Addresses: [{ Ipv6Address: '2001:db8:100::b' }] }, you6],
  ])('the interface that has the address, not the primary one: %s', (_, has, from) => {
    const interfaces = [{ ...second, ...has }, primary];
    const snapshot = exampleSnapshot({
      members: { NetworkInterfaces: interfaces, SecurityGroups: [shut, open] },
    });
    expect(judge(snapshot, { from })).toMatchObject({
      verdict: 'block',
      resource: exampleGroup,
      evidence: { securityGroups: [{ id: exampleGroup, name: 'web-sg' }] },
    });
  });

  test('interfaces that only DescribeInstances told of count too', () => {
    const snapshot = exampleSnapshot({
      instance: { NetworkInterfaces: [{ ...second, Association: { PublicIp: '192.0.2.10' } }] },
      members: { NetworkInterfaces: undefined, SecurityGroups: [shut] },
    });
    expect(judge(snapshot)).toMatchObject({ verdict: 'block', resource: exampleGroup });
  });

  test('an interface that was not described leaves it unknown', () => {
    const snapshot = exampleSnapshot({ members: { NetworkInterfaces: undefined } });
    expect(judge(snapshot)).toMatchObject({
      verdict: 'unknown',
      resource: exampleInstance,
      evidence: { permission: 'ec2:DescribeNetworkInterfaces' },
    });
  });
});

describe('the deciding rule is named by its id', () => {
  const described = { GroupId: exampleGroup, IsEgress: false, IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };
  test.each([
    ['IPv4', permission(fromYou), you, { ...described, CidrIpv4: '203.0.113.7/32' }],
    ['IPv6', permission({ Ipv6Ranges: [{ CidrIpv6: '::/0' }] }), you6, { ...described, CidrIpv6: '::/0' }],
    [
      'every protocol',
      { IpProtocol: '-1', ...fromYou },
      you,
      { ...described, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv4: '203.0.113.7/32' },
    ],
  ])('%s', (_, rule, from, element) => {
    const decoys = [
      { ...element, SecurityGroupRuleId: 'sgr-egress', IsEgress: true },
      { ...element, SecurityGroupRuleId: 'sgr-other-group', GroupId: 'sg-other' },
      { ...element, SecurityGroupRuleId: 'sgr-other-port', FromPort: 23 },
    ];
    const snapshot = exampleSnapshot({
      permissions: [rule],
      members: { SecurityGroupRules: [{ ...element, SecurityGroupRuleId: 'sgr-07be' }, ...decoys] },
    });
    expect(judge(snapshot, { from }).evidence.rules[0]).toMatchObject({ SecurityGroupRuleId: 'sgr-07be' });
  });
});

describe('a rule that is not told in full', () => {
  test.each([
    ['no protocol', { FromPort: 22, ToPort: 22, ...fromYou }],
    ['no ports', { IpProtocol: 'tcp', ...fromYou }],
    ['half the ports', { IpProtocol: 'tcp', FromPort: 22, ...fromYou }],
    ['no source', permission({ IpRanges: [{}] })],
    ['a source that is none', permission({ IpRanges: [{ CidrIp: 'home' }] })],
  ])('leaves it unknown: %s', (_, rule) => {
    expect(judgeRules([rule])).toMatchObject({ verdict: 'unknown', code: 'UNKNOWN_RESOURCE' });
  });

  test('does not matter where it could not let the client in anyway', () => {
    expect(judgeRules([{ IpProtocol: 'tcp', IpRanges: [{ CidrIp: '198.51.100.0/24' }] }])).toMatchObject({
      verdict: 'block',
    });
  });
});

describe('without the client’s address', () => {
  const rows: [string, IpPermission, string, string | null][] = [
    ['everyone', permission(fromAll), 'pass', null],
    ['some', permission(fromYou), 'unknown', 'NO_SOURCE_OR_DESTINATION'],
    [
      'private addresses only',
      permission({ IpRanges: [{ CidrIp: '10.0.0.0/8' }] }),
      'block',
      'ENI_SG_RULES_MISMATCH',
    ],
    [
      'members of a group',
      permission({ UserIdGroupPairs: [{ GroupId: 'sg-1' }] }),
      'block',
      'ENI_SG_RULES_MISMATCH',
    ],
    [
      'the other family',
      permission({ Ipv6Ranges: [{ CidrIpv6: '::/0' }] }),
      'block',
      'ENI_SG_RULES_MISMATCH',
    ],
  ];
  test.each(rows)('%s', (_, rule, verdict, code) => {
    expect(judgeRules([rule], { from: null })).toMatchObject({ verdict, code, fix: null });
  });
});

describe('the fix allows this client, protocol and port, and nothing else', () => {
  test('IPv4', () => {
    expect(judgeRules([]).fix).toEqual({
      action: 'AuthorizeSecurityGroupIngress',
      params: {
        GroupId: exampleGroup,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '203.0.113.7/32' }] },
        ],
      },
      command: `aws ec2 authorize-security-group-ingress --region ap-northeast-2 --group-id ${exampleGroup} --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=203.0.113.7/32}]'`,
    });
  });

  test('IPv6 and UDP, region not known', () => {
    const snapshot = exampleSnapshot({ members: { Region: undefined } });
    expect(judge(snapshot, { from: '2001:DB8:9:0::7', protocol: 'udp', port: 51820 }).fix).toMatchObject({
      params: {
        IpPermissions: [
          { IpProtocol: 'udp', FromPort: 51820, Ipv6Ranges: [{ CidrIpv6: '2001:db8:9::7/128' }] },
        ],
      },
      command: `aws ec2 authorize-security-group-ingress --group-id ${exampleGroup} --ip-permissions 'IpProtocol=udp,FromPort=51820,ToPort=51820,Ipv6Ranges=[{CidrIpv6=2001:db8:9::7/128}]'`,
    });
  });

  test('goes to the group that came nearest', () => {
    const snapshot = exampleSnapshot({
      networkInterface: { Groups: [{ GroupId: 'sg-default' }, { GroupId: exampleGroup }] },
      members: {
        SecurityGroups: [
          {
            GroupId: 'sg-default',
            IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-default' }] }],
          },
          {
            GroupId: exampleGroup,
            IpPermissions: [permission({ IpRanges: [{ CidrIp: '198.51.100.0/24' }] })],
          },
        ],
      },
    });
    expect(judge(snapshot)).toMatchObject({
      resource: exampleGroup,
      fix: { params: { GroupId: exampleGroup } },
    });
  });

  test('applied, it lets the client in', () => {
    const before = exampleSnapshot();
    const fix = judge(before).fix;
    const added = fix?.params.IpPermissions as IpPermission[];
    expect(judge(exampleSnapshot({ permissions: added })).verdict).toBe('pass');
    expect(judge(exampleSnapshot({ permissions: added }), { from: '203.0.113.8' }).verdict).toBe('block');
  });
});
