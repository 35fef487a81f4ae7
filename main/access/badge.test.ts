import { describe, expect, test } from 'vitest';
import { accessStep, badge as badgeSchema, type Step, type Verdict } from '../../contract/access';
import type { IpPermission } from '../../contract/snapshot';
import { badgeOf } from './badge';
import { badgeOfVerdict } from './badge-of-verdict';
import { exampleGroup, exampleInstance, exampleSnapshot, permission } from './example-snapshot';
import { pass, unknown } from './steps';

type Parts = Parameters<typeof exampleSnapshot>[0];

function badge(parts: Parts, from: string | null, port = 22) {
  const answer = badgeOf(exampleSnapshot(parts), exampleInstance, { port, from });
  return badgeSchema.parse(answer);
}

const you = '203.0.113.7';
const ssh = (more: IpPermission): Parts => ({ permissions: [permission(more)] });
const web = { port: 22, group: 'web-sg' };

describe('badgeOf', () => {
  test('a passing group is so far good, not open: other stages are not judged', () => {
    const open = ssh({ IpRanges: [{ CidrIp: '203.0.113.0/24' }] });
    expect(badge(open, you)).toEqual({ kind: 'allowed', code: 'allowed-to-you', params: web });
  });

  test('what blocks is named', () => {
    expect(badge({}, you)).toEqual({ kind: 'blocked', code: 'blocked-by-group', params: web });
    expect(badge({}, you, 3389)).toMatchObject({ params: { port: 3389, group: 'web-sg' } });
    expect(badge({ instance: { State: { Name: 'stopped' } } }, you)).toEqual({
      kind: 'blocked',
      code: 'not-running',
      params: { state: 'stopped' },
    });
    const v6Only = { instance: { PublicIpAddress: undefined }, networkInterface: { Association: undefined } };
    expect(badge(v6Only, you)).toEqual({
      kind: 'blocked',
      code: 'no-address-of-family',
      params: { family: 'ipv4' },
    });
    const hidden = { ...v6Only, networkInterface: { Association: undefined, Ipv6Addresses: [] } };
    expect(badge(hidden, you)).toEqual({ kind: 'blocked', code: 'no-address', params: {} });
  });

  test.each([
    ['UnauthorizedOperation', 'not-permitted'],
    ['RequestLimitExceeded', 'not-known'],
  ])('what could not be read is named: %s', (Code, code) => {
    const members = { SecurityGroups: undefined, Problems: [{ Call: 'DescribeSecurityGroups', Code }] };
    expect(badge({ members }, you)).toEqual({
      kind: 'unknown',
      code,
      params: { port: 22, permission: 'ec2:DescribeSecurityGroups' },
    });
  });

  test('a group whose name is not known goes by its id', () => {
    const parts = {
      networkInterface: { Groups: [{ GroupId: exampleGroup }] },
      group: { GroupName: undefined },
    };
    expect(badge(parts, you)).toMatchObject({ params: { group: exampleGroup } });
  });

  describe('without the client’s address', () => {
    test.each([
      ['everyone', { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }, 'allowed', 'allowed-to-internet'],
      ['everyone, over IPv6 alone', { Ipv6Ranges: [{ CidrIpv6: '::/0' }] }, 'allowed', 'allowed-to-internet'],
      ['some', { IpRanges: [{ CidrIp: '203.0.113.0/24' }] }, 'some', 'allowed-to-some'],
      ['some, over IPv6 alone', { Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }] }, 'some', 'allowed-to-some'],
      ['private addresses', { IpRanges: [{ CidrIp: '10.0.0.0/8' }] }, 'blocked', 'open-to-nobody'],
      ['members of a group', { UserIdGroupPairs: [{ GroupId: 'sg-1' }] }, 'blocked', 'open-to-nobody'],
    ])('%s', (_, source, kind, code) => {
      expect(badge(ssh(source), null)).toMatchObject({ kind, code, params: { port: 22 } });
    });

    test('IPv6 rules do not help an instance without an IPv6 address', () => {
      const parts = {
        ...ssh({ Ipv6Ranges: [{ CidrIpv6: '::/0' }] }),
        networkInterface: { Ipv6Addresses: [] },
      };
      expect(badge(parts, null)).toMatchObject({ code: 'open-to-nobody' });
    });
  });
});

describe('a verdict with every stage judged', () => {
  const all = accessStep.options.map((step) => pass(step, null));
  const group = { securityGroups: [{ id: exampleGroup, name: 'web-sg' }] };

  function verdictOf(from: string | null, verdict: Verdict['verdict'], changed: Step): Verdict {
    const steps = all.map((step) => (step.step === changed.step ? changed : step));
    const question = { instance: exampleInstance, port: 22, protocol: 'tcp' as const, from };
    return { ...question, address: '192.0.2.10', family: 'ipv4', verdict, steps };
  }

  test.each([
    [you, 'open-to-you'],
    [null, 'open-to-internet'],
  ])('reachable from %s', (from, code) => {
    const verdict = verdictOf(from, 'reachable', pass('security-group', exampleGroup, group));
    expect(badgeOfVerdict(verdict)).toEqual({ kind: 'open', code, params: web });
  });

  test('some addresses', () => {
    const some = unknown('security-group', 'NO_SOURCE_OR_DESTINATION', exampleGroup, group);
    expect(badgeOfVerdict(verdictOf(null, 'unknown', some))).toMatchObject({
      kind: 'some',
      code: 'open-to-some',
    });
  });

  test('blocked by another stage', () => {
    const block: Step = { ...pass('route', 'rtb-1'), verdict: 'block' };
    expect(badgeOfVerdict(verdictOf(you, 'blocked', block))).toMatchObject({
      kind: 'blocked',
      code: 'blocked',
    });
  });
});
