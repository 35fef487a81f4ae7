import type { AccessCode, AccessStep, Evidence, Fix, Step } from '../../contract/access';
import type { Path } from './path';

/** What was seen, with the lists that every step has. */
export function evidenceOf(evidence: Partial<Evidence> = {}): Evidence {
  return { rules: [], nearMisses: [], ...evidence };
}

/** A stage that lets the client through. */
export function pass(step: AccessStep, resource: string | null, evidence: Partial<Evidence> = {}): Step {
  return { step, verdict: 'pass', code: null, resource, evidence: evidenceOf(evidence), fix: null };
}

/** A stage that stops the client. */
export function block(
  step: AccessStep,
  code: AccessCode,
  resource: string | null,
  evidence: Partial<Evidence>,
  fix: Fix | null,
): Step {
  return { step, verdict: 'block', code, resource, evidence: evidenceOf(evidence), fix };
}

/** A stage that cannot be decided. */
export function unknown(
  step: AccessStep,
  code: AccessCode,
  resource: string | null,
  evidence: Partial<Evidence> = {},
): Step {
  return { step, verdict: 'unknown', code, resource, evidence: evidenceOf(evidence), fix: null };
}

/** A stage that cannot be decided because an EC2 call did not answer or its answer lacks `resource`. Names the IAM action. */
export function notDescribed(
  path: Path,
  step: AccessStep,
  call: string,
  resource: string,
  evidence: Partial<Evidence> = {},
): Step {
  const problem = path.index.snapshot.Problems?.find((item) => item.Call === call)?.Code;
  return unknown(step, 'UNKNOWN_RESOURCE', resource, {
    ...evidence,
    permission: `ec2:${call}`,
    ...(problem === undefined ? {} : { problem }),
  });
}
