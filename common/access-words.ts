import type { Badge, Fix, Step, Verdict } from '../contract/access';
import type { MessageParams } from '../locales';
import { assertNever } from './assert-never';
import { blockedByGroups, dependsOnYou, passedByGroup } from './security-group-words';
import type { StepWords, Words } from './words';

/** The answer in one line: `Port 22 is blocked`. */
export function verdictWords(verdict: Verdict): Words {
  const kind =
    verdict.from === null && verdict.verdict === 'reachable' ? 'reachable-by-all' : verdict.verdict;
  return { key: `access.verdict.${kind}`, params: subject(verdict) };
}

/** The stage's name: `Security groups`. */
export function stageWords(step: Step): Words {
  return { key: `access.step.${step.step}`, params: {} };
}

/** What was found at one stage, in words. */
export function stepWords(step: Step, verdict: Verdict): StepWords {
  if (step.code === null) return passed(step, verdict);
  switch (step.code) {
    case 'BAD_STATE':
      return both('BAD_STATE', {
        state: selector(step.evidence.state ?? ''),
        reason: step.evidence.stateReason ?? '',
      });
    case 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS':
      return noAddress(step, verdict);
    case 'ENI_SG_RULES_MISMATCH':
    case 'SG_HAS_NO_RULES':
      return blockedByGroups(step, verdict);
    case 'NO_SOURCE_OR_DESTINATION':
      return dependsOnYou(step, verdict);
    case 'UNKNOWN_RESOURCE':
      return notKnown(step);
    case 'UNSUPPORTED_COMPONENT':
      return both('UNSUPPORTED_COMPONENT', {});
    default:
      return assertNever(step.code);
  }
}

/** What a fix does, before it is applied or its command is copied. */
export function fixWords(fix: Fix, verdict: Verdict): Words {
  return { key: `access.fix.${fix.action}`, params: { ...subject(verdict), from: verdict.from ?? '' } };
}

/** A badge's few words. */
export function badgeWords(badge: Badge): Words {
  const { state } = badge.params;
  const params = state === undefined ? badge.params : { ...badge.params, state: selector(String(state)) };
  return { key: `badge.${badge.code}`, params };
}

/** The port asked for, as every sentence names it. */
function subject({ instance, port, protocol }: Verdict): MessageParams {
  return { instance, port, protocol: protocol.toUpperCase() };
}

/** `shutting-down` as ICU MessageFormat can select by it: its selectors hold no hyphen. */
function selector(state: string): string {
  return state.replaceAll('-', '_');
}

type Worded = 'BAD_STATE' | 'UNSUPPORTED_COMPONENT';

function both(code: Worded, params: MessageParams): StepWords {
  return {
    title: { key: `access.title.${code}`, params },
    sentences: [{ key: `access.why.${code}`, params }],
  };
}

function passed(step: Step, verdict: Verdict): StepWords {
  if (step.step === 'instance-state') {
    return { title: { key: 'access.title.running', params: {} }, sentences: [] };
  }
  if (step.step === 'public-address') {
    const params = { address: verdict.address ?? '', resource: step.resource ?? '' };
    return {
      title: { key: 'access.title.address', params },
      sentences: [{ key: 'access.why.address', params }],
    };
  }
  if (step.step === 'security-group') return passedByGroup(step, verdict);
  return { title: { key: 'access.title.pass', params: {} }, sentences: [] };
}

function noAddress({ evidence }: Step, verdict: Verdict): StepWords {
  const params = {
    family: verdict.family,
    other: evidence.otherFamilyAddress ?? '',
    from: verdict.from ?? '',
  };
  const why =
    evidence.otherFamilyAddress !== undefined
      ? 'other-family'
      : evidence.state === 'stopped' && verdict.family === 'ipv4'
        ? 'stopped'
        : 'none';
  return {
    title: { key: 'access.title.no-address', params },
    sentences: [{ key: `access.why.no-address.${why}`, params }],
  };
}

function notKnown({ evidence, resource }: Step): StepWords {
  const params = {
    resource: resource ?? '',
    permission: evidence.permission ?? '',
    problem: evidence.problem ?? '',
  };
  const why =
    evidence.problem === undefined
      ? 'missing'
      : evidence.problem === 'UnauthorizedOperation'
        ? 'denied'
        : 'failed';
  return {
    title: { key: 'access.title.UNKNOWN_RESOURCE', params },
    sentences: [{ key: `access.why.UNKNOWN_RESOURCE.${why}`, params }],
  };
}
