import { z } from 'zod';
import { securityGroupRule } from './snapshot';

/** The stages of the way in, in path order (cli.md). */
export const accessStep = z.enum([
  'instance-state',
  'public-address',
  'block-public-access',
  'internet-gateway',
  'route',
  'nacl-in',
  'nacl-out',
  'security-group',
  'host',
]);
export type AccessStep = z.infer<typeof accessStep>;

export const protocol = z.enum(['tcp', 'udp']);
export type Protocol = z.infer<typeof protocol>;

export const addressFamily = z.enum(['ipv4', 'ipv6']);
export type AddressFamily = z.infer<typeof addressFamily>;

/** May a client at `from` reach the instance's port? `from` null: the client's address is not known. */
export const accessQuestion = z.object({
  instance: z.string().min(1).max(100),
  port: z.number().int().min(1).max(65535),
  protocol,
  from: z.string().max(100).nullable(),
});
export type AccessQuestion = z.infer<typeof accessQuestion>;

/** Names of VPC Reachability Analyzer ("explanation codes" in the AWS documentation). */
export const accessCode = z.enum([
  'BAD_STATE',
  'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
  'ENI_SG_RULES_MISMATCH',
  'SG_HAS_NO_RULES',
  /** Something needed was not described: `evidence.permission` would answer. */
  'UNKNOWN_RESOURCE',
  /** This analysis does not judge it. */
  'UNSUPPORTED_COMPONENT',
  /** It depends on the client's address, which was not given. */
  'NO_SOURCE_OR_DESTINATION',
]);
export type AccessCode = z.infer<typeof accessCode>;

/** How close a rule that does not match came. */
export const nearMissKind = z.enum([
  'other-source',
  'prefix-list',
  'prefix-list-unread',
  'unreadable',
  'other-family',
  'reference',
  'other-port',
  'other-protocol',
]);
export type NearMissKind = z.infer<typeof nearMissKind>;

/** A rule as EC2 describes it, and why it does not match. */
export const nearMiss = securityGroupRule.extend({ why: nearMissKind });
export type NearMiss = z.infer<typeof nearMiss>;

export const evidence = z.object({
  rules: z.array(securityGroupRule),
  nearMisses: z.array(nearMiss),
  /** `State.Name` of the instance. */
  state: z.string().optional(),
  stateReason: z.string().optional(),
  networkInterface: z.string().optional(),
  /** The instance's address of the family that was not asked for. */
  otherFamilyAddress: z.string().optional(),
  /** Every group of the network interface; `name` null where the group was not described. */
  securityGroups: z.array(z.object({ id: z.string(), name: z.string().nullable() })).optional(),
  /** The IAM action that would have told what is not known. */
  permission: z.string().optional(),
  /** The error code the call for it ended with, e.g. `UnauthorizedOperation`. */
  problem: z.string().optional(),
});
export type Evidence = z.infer<typeof evidence>;

export const fixAction = z.enum(['StartInstances', 'AllocateAddress', 'AuthorizeSecurityGroupIngress']);
export type FixAction = z.infer<typeof fixAction>;

/**
 * The smallest change that opens a stage: the EC2 action, its parameters as the API takes them, and the AWS CLI command
 * of the same effect. `next` follows with what the first action answered (AllocateAddress → its AllocationId).
 */
export const fix = z.object({
  action: fixAction,
  params: z.record(z.string(), z.unknown()),
  next: z
    .object({ action: z.literal('AssociateAddress'), params: z.record(z.string(), z.unknown()) })
    .optional(),
  command: z.string(),
});
export type Fix = z.infer<typeof fix>;

export const step = z.object({
  step: accessStep,
  verdict: z.enum(['pass', 'block', 'partial', 'unknown']),
  /** Null where the stage passes. */
  code: accessCode.nullable(),
  /** The AWS id that decides. */
  resource: z.string().nullable(),
  evidence,
  fix: fix.nullable(),
});
export type Step = z.infer<typeof step>;

/** The answer of `access check` (cli.md): every stage judged, also behind the first that blocks. */
export const verdict = z.object({
  instance: z.string(),
  port: z.number(),
  protocol,
  from: z.string().nullable(),
  /** The instance's address judged. */
  address: z.string().nullable(),
  family: addressFamily,
  verdict: z.enum(['reachable', 'blocked', 'unknown']),
  steps: z.array(step),
});
export type Verdict = z.infer<typeof verdict>;

/** The one-glance form for the hosts list; its words are `badge.<code>`. */
export const badge = z.object({
  /** `some`: open to some addresses, yours not known. `allowed`: nothing judged blocks, and some stages are not judged. */
  kind: z.enum(['open', 'some', 'allowed', 'blocked', 'unknown']),
  code: z.enum([
    'open-to-you',
    'open-to-internet',
    'open-to-some',
    'allowed-to-you',
    'allowed-to-internet',
    'allowed-to-some',
    'not-running',
    'no-address',
    'no-address-of-family',
    'blocked-by-group',
    'open-to-nobody',
    'blocked',
    'not-permitted',
    'not-known',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Badge = z.infer<typeof badge>;

/** Why `from` cannot be a client on the internet, or the question makes no sense. */
export const accessErrorCode = z.enum([
  'access.from-invalid',
  'access.from-zone',
  'access.from-mapped',
  'access.from-private',
  'access.from-shared',
  'access.from-loopback',
  'access.from-link-local',
  'access.from-multicast',
  'access.from-reserved',
]);
export type AccessErrorCode = z.infer<typeof accessErrorCode>;
