import type { NearMiss, NearMissKind, Step, Verdict } from '../contract/access';
import type { SecurityGroupRule } from '../contract/snapshot';
import { rulePorts, ruleSource } from './security-group-rule';
import type { StepWords, Words } from './words';

/** More sources than this are counted, not named. */
const namedAtMost = 4;

/** The rule that lets the client in. */
export function passedByGroup(step: Step, verdict: Verdict): StepWords {
  const [rule] = step.evidence.rules;
  const params = {
    ...about(step, verdict),
    rule: rule?.SecurityGroupRuleId ?? 'none',
    sources: rule ? sourceOf(rule) : '',
  };
  return {
    title: { key: 'access.title.group-allows', params },
    sentences: [{ key: 'access.why.group-allows', params }],
  };
}

/** No rule lets the client in: which came near, and how. */
export function blockedByGroups(step: Step, verdict: Verdict): StepWords {
  const params = about(step, verdict);
  const nearMisses = step.evidence.nearMisses;
  const fromOthers = nearMisses.some((rule) => rule.why === 'other-source' && rule.GroupId === step.resource);
  const title: Words['key'] =
    step.code === 'SG_HAS_NO_RULES'
      ? 'access.title.SG_HAS_NO_RULES'
      : fromOthers
        ? 'access.title.group-allows-others'
        : 'access.title.ENI_SG_RULES_MISMATCH';
  const sentences = nearMissWords(nearMisses, step, verdict);
  const none: Words = {
    key: verdict.from === null ? 'access.why.no-rule-at-all' : 'access.why.no-rule',
    params,
  };
  return { title: { key: title, params }, sentences: sentences.length > 0 ? sentences : [none] };
}

/** Some addresses come in, and the client's is not known. */
export function dependsOnYou(step: Step, verdict: Verdict): StepWords {
  const params = { ...about(step, verdict), ...listed(step.evidence.rules.map(sourceOf)) };
  return {
    title: { key: 'access.title.NO_SOURCE_OR_DESTINATION', params },
    sentences: [{ key: 'access.why.NO_SOURCE_OR_DESTINATION', params }],
  };
}

/** One sentence per group and kind of near miss, nearest first. */
function nearMissWords(nearMisses: NearMiss[], step: Step, verdict: Verdict): Words[] {
  const together = new Map<string, NearMiss[]>();
  for (const rule of nearMisses) {
    const key = `${rule.why} ${rule.GroupId}`;
    together.set(key, [...(together.get(key) ?? []), rule]);
  }
  return [...together.values()].flatMap((rules) => {
    const [first] = rules;
    if (!first) return [];
    const asked = verdict.from === null && first.why === 'other-source' ? 'private-source' : first.why;
    const params = {
      ...about(step, verdict),
      group: nameOf(step, first.GroupId),
      ...listed(rules.map(isAboutPorts(first.why) ? rulePorts : sourceOf)),
    };
    return [{ key: `access.near.${asked}` as const, params }];
  });
}

function isAboutPorts(why: NearMissKind): boolean {
  return why === 'other-port' || why === 'other-protocol';
}

function about(step: Step, verdict: Verdict) {
  return {
    group: nameOf(step, step.resource ?? undefined),
    protocol: verdict.protocol.toUpperCase(),
    port: verdict.port,
    from: verdict.from ?? '',
    family: verdict.family,
  };
}

function nameOf(step: Step, id: string | undefined): string {
  return step.evidence.securityGroups?.find((group) => group.id === id)?.name ?? id ?? '';
}

function listed(all: string[]): { sources: string; more: number } {
  const unique = [...new Set(all)];
  return {
    sources: unique.slice(0, namedAtMost).join(', '),
    more: Math.max(0, unique.length - namedAtMost),
  };
}

/** `198.51.100.0/24 (office)`: the source as EC2 names it, and the rule's own description. */
function sourceOf(rule: SecurityGroupRule): string {
  const source = ruleSource(rule);
  return rule.Description ? `${source} (${rule.Description})` : source;
}
