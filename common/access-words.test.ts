import { describe, expect, test } from 'vitest';
import { badge, type Evidence, type Step, type Verdict } from '../contract/access';
import { translator } from '../locales';
import { badgeWords, fixWords, stageWords, stepWords, verdictWords } from './access-words';
import type { Words } from './words';

const [english, korean] = [translator('en'), translator('ko')];
const inEnglish = ({ key, params }: Words) => english(key, params);

const verdict: Verdict = {
  instance: 'i-1',
  port: 22,
  protocol: 'tcp',
  from: '203.0.113.7',
  address: '192.0.2.10',
  family: 'ipv4',
  verdict: 'blocked',
  steps: [],
};

function step(more: Partial<Step>, evidence: Partial<Evidence> = {}): Step {
  return {
    step: 'security-group',
    verdict: 'block',
    code: 'ENI_SG_RULES_MISMATCH',
    resource: 'sg-1',
    fix: null,
    ...more,
    evidence: { rules: [], nearMisses: [], securityGroups: [{ id: 'sg-1', name: 'web-sg' }], ...evidence },
  };
}

function words(of: Step, about: Verdict = verdict): string[] {
  const { title, sentences } = stepWords(of, about);
  for (const { key, params } of [title, ...sentences]) {
    // Korean has every sentence, and leaves no placeholder or parameter unfilled.
    expect(korean(key, params)).toMatch(/\p{Script=Hangul}/u);
  }
  return [title, ...sentences].map(inEnglish);
}

const rule = { GroupId: 'sg-1', IpProtocol: 'tcp', FromPort: 22, ToPort: 22 };

describe('security groups in words', () => {
  test('other sources are named, with what they are', () => {
    const nearMisses = [
      { ...rule, CidrIpv4: '203.0.113.99/32', Description: 'minji home', why: 'other-source' as const },
      { ...rule, CidrIpv4: '198.51.100.0/24', why: 'other-source' as const },
      { ...rule, FromPort: 8000, ToPort: 8100, CidrIpv4: '0.0.0.0/0', why: 'other-port' as const },
    ];
    expect(words(step({}, { nearMisses }))).toEqual([
      'web-sg allows TCP 22 only from other addresses',
      'web-sg allows TCP 22 only from 203.0.113.99/32 (minji home), 198.51.100.0/24; you are 203.0.113.7.',
      'web-sg lets you in on TCP 8000–8100, but not on TCP 22.',
    ]);
  });

  test('long lists are counted', () => {
    const nearMisses = Array.from({ length: 7 }, (_, i) => ({
      ...rule,
      CidrIpv4: `198.51.100.${i}/32`,
      why: 'other-source' as const,
    }));
    expect(words(step({}, { nearMisses }))[1]).toContain('198.51.100.3/32 and 3 more;');
  });

  test.each([
    [
      'prefix-list',
      { PrefixListId: 'pl-1' },
      'web-sg allows it from prefix list pl-1, which does not hold your address.',
    ],
    [
      'prefix-list-unread',
      { PrefixListId: 'pl-1' },
      'web-sg allows it from prefix list pl-1, whose entries could not be read.',
    ],
    ['other-family', { CidrIpv6: '::/0' }, 'web-sg allows it from ::/0, and you come over IPv4.'],
    [
      'reference',
      { ReferencedGroupInfo: { GroupId: 'sg-2' } },
      'web-sg allows it from members of sg-2, known by their private addresses; a client on the internet is never one.',
    ],
    [
      'other-protocol',
      { IpProtocol: '17', CidrIpv4: '0.0.0.0/0' },
      'web-sg lets you in on UDP 22, which is another protocol than TCP.',
    ],
    ['unreadable', { CidrIpv4: 'home' }, 'web-sg has a rule that could not be read: home.'],
  ] as const)('%s', (why, source, sentence) => {
    expect(words(step({}, { nearMisses: [{ ...rule, ...source, why }] }))).toEqual([
      'web-sg does not allow TCP 22',
      sentence,
    ]);
  });

  test('nothing came near', () => {
    expect(words(step({}))).toEqual([
      'web-sg does not allow TCP 22',
      'No inbound rule lets 203.0.113.7 in on TCP 22.',
    ]);
    expect(words(step({ code: 'SG_HAS_NO_RULES' }))[0]).toBe('web-sg has no inbound rule');
  });

  test('without an address', () => {
    const anyone = { ...verdict, from: null };
    const inside = { ...rule, CidrIpv4: '10.0.0.0/8', why: 'other-source' as const };
    expect(words(step({}, { nearMisses: [inside] }), anyone)[1]).toBe(
      'web-sg allows TCP 22 only from 10.0.0.0/8, where no client on the internet can be.',
    );
    expect(words(step({}), anyone)[1]).toBe('No inbound rule lets anyone on the internet in on TCP 22.');
    const some = step(
      { verdict: 'unknown', code: 'NO_SOURCE_OR_DESTINATION' },
      { rules: [{ ...rule, CidrIpv4: '203.0.113.0/24' }] },
    );
    expect(words(some, anyone)).toEqual([
      'It depends on where you are',
      'web-sg allows TCP 22 from 203.0.113.0/24. Enter your address to know whether that is you.',
    ]);
  });

  test('the rule that lets in is named', () => {
    const passed = (rules: Evidence['rules']) => words(step({ verdict: 'pass', code: null }, { rules }));
    const from = { ...rule, CidrIpv4: '203.0.113.0/24' };
    expect(passed([from])).toEqual(['web-sg allows TCP 22', 'A rule allows it from 203.0.113.0/24.']);
    expect(passed([{ ...from, SecurityGroupRuleId: 'sgr-07be' }])[1]).toBe(
      'Rule sgr-07be allows it from 203.0.113.0/24.',
    );
  });
});

describe('the other stages in words', () => {
  const state = (name: string): Step =>
    step({ step: 'instance-state', code: 'BAD_STATE', resource: 'i-1' }, { state: name });

  test('state', () => {
    expect(words(state('stopped'))).toEqual([
      'The instance is stopped',
      'A stopped instance answers nobody. Start it.',
    ]);
    const titles = ['pending', 'stopping', 'shutting-down', 'terminated', 'new'].map(
      (name) => words(state(name))[0],
    );
    expect(new Set(titles).size).toBe(5);
    expect(titles[2]).toBe('The instance is being terminated');
    expect(words(step({ step: 'instance-state', verdict: 'pass', code: null }))).toEqual([
      'The instance is running',
    ]);
  });

  test('address', () => {
    const none = (evidence: Partial<Evidence>) =>
      words(step({ step: 'public-address', code: 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS' }, evidence));
    expect(none({ state: 'running' })).toEqual([
      'No public IPv4 address',
      'It has private IPv4 addresses only, and nobody on the internet can call those.',
    ]);
    expect(none({ otherFamilyAddress: '2001:db8::1' })[1]).toBe(
      'The instance is on the internet as 2001:db8::1 only, and an IPv4 client cannot reach that.',
    );
    expect(none({ state: 'stopped' })[1]).toContain('Elastic IP');
    const has = step({ step: 'public-address', verdict: 'pass', code: null, resource: 'eni-1' });
    expect(words(has)).toEqual(['Reached at 192.0.2.10', '192.0.2.10 belongs to eni-1.']);
  });

  test('what is not known names what would tell', () => {
    const unread = (evidence: Partial<Evidence>) =>
      words(
        step({ verdict: 'unknown', code: 'UNKNOWN_RESOURCE' }, { permission: 'ec2:DescribeX', ...evidence }),
      )[1];
    expect(unread({})).toBe('sg-1 is not described in what was read. ec2:DescribeX would tell.');
    expect(unread({ problem: 'UnauthorizedOperation' })).toContain('may not call ec2:DescribeX');
    expect(unread({ problem: 'RequestLimitExceeded' })).toContain('RequestLimitExceeded');
  });

  test('what is not judged says so', () => {
    expect(words(step({ step: 'route', verdict: 'unknown', code: 'UNSUPPORTED_COMPONENT' }))[0]).toBe(
      'Not judged yet',
    );
    expect(words(step({ step: 'route', verdict: 'pass', code: null }))).toEqual(['Lets you through']);
    expect(inEnglish(stageWords(step({ step: 'nacl-in' })))).toBe('Network ACL, inbound');
  });
});

test('verdicts', () => {
  const as = (more: Partial<Verdict>) => inEnglish(verdictWords({ ...verdict, ...more }));
  expect(as({})).toBe('TCP port 22 is blocked');
  expect(as({ port: 51820, protocol: 'udp', verdict: 'reachable' })).toBe('UDP port 51820 is open to you');
  expect(as({ from: null, verdict: 'reachable' })).toBe('TCP port 22 is open to the internet');
  expect(as({ verdict: 'unknown' })).toBe('Whether TCP port 22 is open is not known');
});

test('fixes say what will happen', () => {
  const as = (action: 'StartInstances' | 'AllocateAddress' | 'AuthorizeSecurityGroupIngress') =>
    inEnglish(fixWords({ action, params: {}, command: '' }, verdict));
  expect(as('StartInstances')).toContain('Start i-1.');
  expect(as('AllocateAddress')).toContain('Elastic IP');
  expect(as('AuthorizeSecurityGroupIngress')).toBe(
    'Add a rule that allows TCP 22 from 203.0.113.7 alone. Nobody else gains access.',
  );
});

describe('badges', () => {
  const params = { port: 22, group: 'web-sg', state: 'stopped', family: 'ipv4', permission: 'ec2:DescribeX' };

  test.each(badge.shape.code.options)('%s has words in both languages', (code) => {
    const { key } = badgeWords({ kind: 'unknown', code, params });
    expect(english(key, params)).not.toMatch(/[{}]/);
    expect(korean(key, params)).toMatch(/\p{Script=Hangul}/u);
  });

  test('a state with a hyphen has its own words', () => {
    const badge = { kind: 'blocked', code: 'not-running', params: { state: 'shutting-down' } } as const;
    expect(inEnglish(badgeWords(badge))).toBe('being terminated');
  });

  test.each([
    ['open-to-you', '22 open to you'],
    ['blocked-by-group', '22 blocked: web-sg'],
    ['allowed-to-you', '22 allowed by web-sg'],
    ['not-running', 'stopped'],
    ['no-address', 'no public address'],
    ['no-address-of-family', 'IPv6 only'],
  ] as const)('%s: %s', (code, text) => {
    expect(inEnglish(badgeWords({ kind: 'unknown', code, params }))).toBe(text);
  });
});
