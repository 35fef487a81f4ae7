import { describe, expect, test } from 'vitest';
import type { AccessStep, Step, Verdict } from '../../contract/access';
import { decidingStep, firstToShow, pathNodes } from './path-nodes';

const steps: AccessStep[] = [
  'instance-state',
  'public-address',
  'block-public-access',
  'internet-gateway',
  'route',
  'nacl-in',
  'nacl-out',
  'security-group',
  'host',
];

function verdict(judged: Partial<Record<AccessStep, Step['verdict']>>): Verdict {
  return {
    instance: 'i-1',
    port: 22,
    protocol: 'tcp',
    from: '203.0.113.7',
    address: '192.0.2.10',
    family: 'ipv4',
    verdict: 'blocked',
    steps: steps.map((step) => ({
      step,
      verdict: judged[step] ?? 'pass',
      code: null,
      resource: null,
      evidence: { rules: [], nearMisses: [] },
      fix: null,
    })),
  };
}

const at = (id: string, judged: Parameters<typeof verdict>[0]) =>
  pathNodes(verdict(judged)).find((node) => node.id === id)!;

describe('the picture of the path', () => {
  test('holds every stage exactly once', () => {
    const drawn = pathNodes(verdict({})).flatMap((node) => node.steps.map(({ step }) => step));
    expect([...drawn].sort()).toEqual([...steps].sort());
  });

  test('a place is as bad as the worst stage in it', () => {
    expect(at('nacl', { 'nacl-out': 'block', 'nacl-in': 'unknown' }).verdict).toBe('block');
    expect(at('gateway', { 'internet-gateway': 'unknown' }).verdict).toBe('unknown');
    expect(at('nacl', { 'nacl-out': 'partial' }).verdict).toBe('partial');
  });

  test('status checks that are not known do not cast doubt on a running instance, failed ones do', () => {
    expect(at('instance', { host: 'unknown' }).verdict).toBe('pass');
    expect(at('instance', { host: 'block' }).verdict).toBe('block');
    expect(decidingStep(at('instance', { host: 'block' }))?.step).toBe('host');
  });

  test('the first thing that blocks is shown first', () => {
    expect(firstToShow(pathNodes(verdict({ route: 'block', 'security-group': 'block' })))).toBe('route');
    expect(firstToShow(pathNodes(verdict({})))).toBe('group');
  });
});
