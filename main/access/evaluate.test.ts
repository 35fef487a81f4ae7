import { describe, expect, test } from 'vitest';
import { accessStep, type Step, verdict as verdictSchema } from '../../contract/access';
import { AccessError } from './access-error';
import { combine } from './combine';
import { evaluate } from './evaluate';
import { exampleInstance, exampleSnapshot, permission } from './example-snapshot';
import { pass, unknown } from './steps';

const ask = { instance: exampleInstance, port: 22, protocol: 'tcp' as const, from: '203.0.113.7' };
const open = { permissions: [permission({ IpRanges: [{ CidrIp: '0.0.0.0/0' }] })] };

describe('evaluate', () => {
  test('answers as the contract says, one step per stage in path order', () => {
    const verdict = evaluate(exampleSnapshot(open), ask);
    expect(verdictSchema.parse(verdict)).toEqual(verdict);
    expect(verdict.steps.map(({ step }) => step)).toEqual(accessStep.options);
  });

  test('does not call open what it did not judge', () => {
    const verdict = evaluate(exampleSnapshot(open), ask);
    expect(verdict.verdict).toBe('unknown');
    const notJudged = verdict.steps.filter(({ code }) => code === 'UNSUPPORTED_COMPONENT');
    expect(notJudged.map(({ step }) => step)).toEqual([
      'block-public-access',
      'internet-gateway',
      'route',
      'nacl-in',
      'nacl-out',
      'host',
    ]);
    expect(notJudged.every((step) => step.verdict === 'unknown')).toBe(true);
  });

  test('judges every stage, also behind one that blocks', () => {
    const snapshot = exampleSnapshot({
      instance: { State: { Name: 'stopped' }, PublicIpAddress: undefined },
      networkInterface: { Association: undefined },
    });
    const verdict = evaluate(snapshot, ask);
    expect(verdict.verdict).toBe('blocked');
    expect(verdict.steps.filter((step) => step.verdict === 'block').map(({ step }) => step)).toEqual([
      'instance-state',
      'public-address',
      'security-group',
    ]);
  });

  test('writes the client’s address in its canonical form', () => {
    expect(evaluate(exampleSnapshot(), { ...ask, from: ' 2001:DB8:9:0:0:0:0:7 ' })).toMatchObject({
      from: '2001:db8:9::7',
      family: 'ipv6',
    });
  });

  test('an instance that nobody described is unknown, never open', () => {
    const verdict = evaluate(exampleSnapshot(open), { ...ask, instance: 'i-gone' });
    expect(verdict).toMatchObject({ instance: 'i-gone', verdict: 'unknown', address: null });
    expect(verdict.steps.every((step) => step.verdict === 'unknown')).toBe(true);
  });

  test('an empty snapshot is unknown', () => {
    expect(evaluate({}, ask).verdict).toBe('unknown');
  });

  test.each([
    ['10.1.2.3', 'access.from-private'],
    ['100.64.0.1', 'access.from-shared'],
    ['127.0.0.1', 'access.from-loopback'],
    ['fe80::1', 'access.from-link-local'],
    ['fe80::1%eth0', 'access.from-zone'],
    ['ff02::1', 'access.from-multicast'],
    ['::ffff:203.0.113.7', 'access.from-mapped'],
    ['240.0.0.1', 'access.from-reserved'],
    ['home', 'access.from-invalid'],
    ['', 'access.from-invalid'],
  ])('refuses %j: %s', (from, code) => {
    const asking = () => evaluate(exampleSnapshot(), { ...ask, from });
    expect(asking).toThrow(AccessError);
    expect(asking).toThrow(expect.objectContaining({ code, params: { from } }));
  });

  test.each([
    [{}, 'ipv4', '192.0.2.10'],
    [
      { instance: { PublicIpAddress: undefined }, networkInterface: { Association: undefined } },
      'ipv6',
      '2001:db8:100::a',
    ],
    [
      {
        instance: { PublicIpAddress: undefined },
        networkInterface: { Association: undefined, Ipv6Addresses: [] },
      },
      'ipv4',
      null,
    ],
  ])('without a client it takes a family the instance has an address in', (parts, family, address) => {
    expect(evaluate(exampleSnapshot(parts), { ...ask, from: null })).toMatchObject({
      from: null,
      family,
      address,
    });
  });
});

describe('combine', () => {
  const all = accessStep.options.map((step) => pass(step, null));
  const without = (...steps: Step[]) =>
    all.map((step) => steps.find((other) => other.step === step.step) ?? step);
  const blocked = (step: Step['step']): Step => ({ ...pass(step, null), verdict: 'block' });

  test('all stages passed: reachable', () => {
    expect(combine(all)).toBe('reachable');
  });

  test.each(accessStep.options)('a block in %s blocks, whatever is unknown beside it', (step) => {
    expect(combine(without(blocked(step)))).toBe('blocked');
    expect(combine(without(blocked(step), unknown('route', 'UNKNOWN_RESOURCE', null)))).toBe('blocked');
  });

  test.each(accessStep.options)('unknown in %s', (step) => {
    const expected = step === 'host' ? 'reachable' : 'unknown';
    expect(combine(without(unknown(step, 'UNKNOWN_RESOURCE', null)))).toBe(expected);
  });

  test('a part of the reply ports leaves it reachable', () => {
    expect(combine(without({ ...pass('nacl-out', null), verdict: 'partial' }))).toBe('reachable');
  });
});
