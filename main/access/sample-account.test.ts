import { describe, expect, test } from 'vitest';
import sample from '../../assets/sample-account.json';
import { snapshot as snapshotSchema } from '../../contract/snapshot';
import { evaluate } from './evaluate';

const snapshot = snapshotSchema.parse(sample);
const instances = (snapshot.Reservations ?? []).flatMap((reservation) => reservation.Instances ?? []);

function tagOf(instance: (typeof instances)[number], key: string): string {
  return instance.Tags?.find((tag) => tag.Key === key)?.Value ?? '';
}

/** Verdicts of the stages judged: state, address, security group. */
const passes = ['pass', 'pass', 'pass'];
const stopped = ['block', 'pass', 'pass'];
const noAddress = ['pass', 'block', 'pass'];
const groups = ['pass', 'pass', 'block'];

/** Every instance: its name, what it shows, and the verdicts from an IPv4 and from an IPv6 address. */
const expected: [string, string, string[], string[]][] = [
  ['bastion', 'reachable', passes, passes],
  ['web-blue', 'security group: the port from other addresses only', groups, groups],
  ['shop-frontend', 'security group without the port', groups, groups],
  ['cache-redis', 'security group by reference only', groups, groups],
  ['partner-gateway', 'security group by prefix list', groups, groups],
  ['notebook-gpu', 'stopped', stopped, stopped],
  ['kafka-a', 'no public address', noAddress, noAddress],
  ['edge-v6', 'IPv6 only', noAddress, passes],
  ['ci-runner', 'failed status check', passes, passes],
  ['win-desktop', 'Windows', passes, passes],
  ['batch-runner', 'no route', passes, passes],
  ['proxy-old', 'blackhole route', passes, passes],
  ['report-builder', 'NAT route', passes, passes],
  ['billing-api', 'network ACL, inbound', passes, passes],
  ['mail-relay', 'network ACL, outbound', passes, passes],
  ['etl-worker-1', 'network ACL, part of the replies', passes, passes],
  ['intranet-wiki', 'Block Public Access', passes, passes],
  ['ftp-legacy', 'detached internet gateway', passes, passes],
];

function judge(name: string, from: string) {
  const instance = instances.find((item) => tagOf(item, 'Name') === name);
  const port = name === 'win-desktop' ? 3389 : 22;
  return evaluate(snapshot, { instance: instance?.InstanceId ?? '', port, protocol: 'tcp', from });
}

describe('the sample account', () => {
  test('has one instance for each case, and no other', () => {
    const shown = instances.map((item) => [tagOf(item, 'Name'), tagOf(item, 'latchkey:shows')]);
    expect(shown).toEqual(expected.map(([name, shows]) => [name, shows]));
  });

  test.each(expected)('%s shows: %s', (name, _, overIpv4, overIpv6) => {
    for (const [from, verdicts] of [
      ['203.0.113.7', overIpv4],
      ['2001:db8:9::7', overIpv6],
    ] as const) {
      const { steps, verdict } = judge(name, from);
      const judged = steps.filter((step) => step.code !== 'UNSUPPORTED_COMPONENT');
      expect(judged.map((step) => step.step)).toEqual(['instance-state', 'public-address', 'security-group']);
      expect(judged.map((step) => step.verdict)).toEqual(verdicts);
      expect(verdict).toBe(verdicts.includes('block') ? 'blocked' : 'unknown');
    }
  });

  test.each([
    ['web-blue', 'web-sg', ['other-source', 'other-source', 'other-family', 'other-port', 'other-port']],
    ['shop-frontend', 'shop-sg', ['other-port', 'other-port']],
    ['cache-redis', 'cache-sg', ['reference']],
    ['partner-gateway', 'partner-sg', ['prefix-list', 'prefix-list']],
  ])('%s is blocked by %s', (name, group, whys) => {
    const step = judge(name, '203.0.113.7').steps.find((item) => item.step === 'security-group');
    expect(step?.evidence.securityGroups).toEqual([{ id: step?.resource, name: group }]);
    expect(step?.evidence.nearMisses.map((miss) => miss.why)).toEqual(whys);
    expect(step?.evidence.nearMisses.every((miss) => miss.SecurityGroupRuleId?.startsWith('sgr-'))).toBe(
      true,
    );
  });

  test('says what it is, and uses addresses of the documentation only', () => {
    expect(snapshot.Account).toBe('000000000000');
    const publicOnes = JSON.stringify(sample).match(/"PublicIp(Address)?":"[^"]+"/g) ?? [];
    expect(publicOnes.length).toBeGreaterThan(0);
    expect(publicOnes.filter((text) => !text.includes('"192.0.2.'))).toEqual([]);
    expect(JSON.stringify(sample)).not.toContain('PRIVATE KEY');
  });

  test('holds an answer to every call that a verdict may need', () => {
    expect(Object.keys(snapshotSchema.shape).filter((member) => !(member in sample))).toEqual(['Problems']);
  });
});
