import type { Badge, Step, Verdict } from '../../contract/access';

/** A verdict at one glance. Names the first blocker; a way that is open only as far as it was judged is `allowed`, not `open`. */
export function badgeOfVerdict(verdict: Verdict): Badge {
  const blocker = verdict.steps.find((step) => step.verdict === 'block');
  if (blocker) return blockedBadge(verdict, blocker);
  const to = verdict.from === null ? 'internet' : 'you';
  const params = { port: verdict.port, group: groupName(verdict) };
  if (verdict.verdict === 'reachable') return { kind: 'open', code: `open-to-${to}`, params };

  const unread = verdict.steps.find((step) => step.code === 'UNKNOWN_RESOURCE');
  if (unread) return unreadBadge(verdict, unread);
  const notJudged = verdict.steps.some((step) => step.code === 'UNSUPPORTED_COMPONENT');
  if (verdict.steps.some((step) => step.code === 'NO_SOURCE_OR_DESTINATION')) {
    return { kind: 'some', code: notJudged ? 'allowed-to-some' : 'open-to-some', params };
  }
  return { kind: 'allowed', code: `allowed-to-${to}`, params };
}

function blockedBadge(verdict: Verdict, { step, evidence }: Step): Badge {
  const port = verdict.port;
  if (step === 'instance-state') return blocked('not-running', { state: evidence.state ?? '' });
  if (step === 'public-address') {
    return evidence.otherFamilyAddress === undefined
      ? blocked('no-address', {})
      : blocked('no-address-of-family', { family: verdict.family });
  }
  if (step !== 'security-group') return blocked('blocked', { port });
  return verdict.from === null
    ? blocked('open-to-nobody', { port })
    : blocked('blocked-by-group', { port, group: groupName(verdict) });
}

function blocked(code: Badge['code'], params: Badge['params']): Badge {
  return { kind: 'blocked', code, params };
}

function unreadBadge(verdict: Verdict, { evidence }: Step): Badge {
  const denied = evidence.problem === 'UnauthorizedOperation';
  return {
    kind: 'unknown',
    code: denied ? 'not-permitted' : 'not-known',
    params: { port: verdict.port, permission: evidence.permission ?? '' },
  };
}

/** The name of the deciding security group, or its id. */
function groupName({ steps }: Verdict): string {
  const step = steps.find((item) => item.step === 'security-group');
  const group = step?.evidence.securityGroups?.find(({ id }) => id === step.resource);
  return group?.name ?? step?.resource ?? '';
}
