import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessQuestion, Step } from '../../contract/access';
import type { IpPermission, Snapshot } from '../../contract/snapshot';
import { evaluate } from './evaluate';
import { exampleGroup, exampleInstance, exampleSnapshot } from './example-snapshot';

const cidr4 = fc.constantFrom(
  '0.0.0.0/0',
  '203.0.113.0/24',
  '203.0.113.7/32',
  '198.51.100.0/24',
  '10.0.0.0/8',
);
const cidr6 = fc.constantFrom('::/0', '2001:db8:9::/48', '2001:db8:51::/48');
const port = fc.constantFrom(0, 21, 22, 23, 443, 65535);
const prefixListId = fc.constantFrom('pl-known', 'pl-other', 'pl-unread');

const permission: fc.Arbitrary<IpPermission> = fc.record({
  IpProtocol: fc.constantFrom('tcp', 'udp', 'icmp', '-1', '6', '17', '50'),
  FromPort: port,
  ToPort: port,
  IpRanges: fc.array(fc.record({ CidrIp: cidr4 }), { maxLength: 2 }),
  Ipv6Ranges: fc.array(fc.record({ CidrIpv6: cidr6 }), { maxLength: 2 }),
  PrefixListIds: fc.array(fc.record({ PrefixListId: prefixListId }), { maxLength: 1 }),
  UserIdGroupPairs: fc.array(fc.record({ GroupId: fc.constant('sg-other') }), { maxLength: 1 }),
});

const permissions = fc.array(permission, { maxLength: 4 });

const snapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    permissions,
    second: permissions,
    state: fc.constantFrom('running', 'stopped', 'pending'),
    hasAddress: fc.boolean(),
  })
  .map(({ permissions, second, state, hasAddress }) =>
    exampleSnapshot({
      permissions,
      instance: { State: { Name: state }, ...(hasAddress ? {} : { PublicIpAddress: undefined }) },
      networkInterface: {
        Groups: [{ GroupId: exampleGroup }, { GroupId: 'sg-second' }],
        ...(hasAddress ? {} : { Association: undefined }),
      },
      members: {
        PrefixListEntries: {
          'pl-known': [{ Cidr: '203.0.113.0/24' }],
          'pl-other': [{ Cidr: '198.51.100.0/24' }],
        },
        SecurityGroups: [
          { GroupId: exampleGroup, GroupName: 'web-sg', IpPermissions: permissions },
          { GroupId: 'sg-second', IpPermissions: second },
        ],
      },
    }),
  );

const question: fc.Arbitrary<AccessQuestion> = fc.record({
  instance: fc.constant(exampleInstance),
  port: fc.constantFrom(22, 443),
  protocol: fc.constantFrom('tcp', 'udp'),
  from: fc.constantFrom('203.0.113.7', '2001:db8:9::7', null),
});

/** The stages judged, by name. */
function judged(data: Snapshot, asked: AccessQuestion): Map<string, Step['verdict']> {
  const steps = evaluate(data, asked).steps.filter(({ code }) => code !== 'UNSUPPORTED_COMPONENT');
  return new Map(steps.map((step) => [step.step, step.verdict]));
}

/** A deep copy in which `keep` decides about each member of each object; elements of lists stay. */
function thinned(value: unknown, keep: () => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => thinned(item, keep));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => (keep() ? [[key, thinned(member, keep)]] : [])),
  );
}

// Without a client the family judged would follow from what is known of the instance's addresses.
const clientQuestion = question.filter(({ from }) => from !== null);

describe('evaluate', () => {
  test('one more rule never shuts anybody out', () => {
    fc.assert(
      fc.property(snapshot, question, permission, (data, asked, added) => {
        const [first, ...others] = data.SecurityGroups ?? [];
        const more: Snapshot = {
          ...data,
          SecurityGroups: [{ ...first, IpPermissions: [...(first?.IpPermissions ?? []), added] }, ...others],
        };
        const before = judged(data, asked).get('security-group');
        const after = judged(more, asked).get('security-group');
        if (before === 'pass') expect(after).toBe('pass');
        if (before === 'unknown') expect(after).not.toBe('block');
      }),
      { numRuns: 500 },
    );
  });

  test('knowing less never opens a stage', () => {
    fc.assert(
      fc.property(
        snapshot,
        clientQuestion,
        fc.array(fc.nat(30), { minLength: 1 }),
        (data, asked, choices) => {
          let at = 0;
          const keep = () => choices[at++ % choices.length] !== 0;
          const before = judged(data, asked);
          for (const [step, verdict] of judged(thinned(data, keep) as Snapshot, asked)) {
            if (verdict === 'pass') expect(before.get(step)).toBe('pass');
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('leaves the snapshot as it was, and answers the same again', () => {
    fc.assert(
      fc.property(snapshot, question, (data, asked) => {
        const copy = structuredClone(data);
        const first = evaluate(data, asked);
        expect(data).toEqual(copy);
        expect(evaluate(data, asked)).toEqual(first);
        expect(evaluate(copy, asked)).toEqual(first);
      }),
    );
  });
});
