import { z } from 'zod';
import { accessQuestion, badge, verdict } from './access';
import { hostRow } from './hosts';
import { call, errorDataSchema } from './result';

/** An AWS region name such as `ap-northeast-2`. */
export const regionName = z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/);

/** Where an inventory comes from: the recorded sample account, or one region of one AWS profile. */
export const inventorySource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sample') }),
  /** `profile` null: the default credential chain without a named profile (environment, container, instance role). */
  z.object({ kind: z.literal('aws'), profile: z.string().min(1).max(200).nullable(), region: regionName }),
]);
export type InventorySource = z.infer<typeof inventorySource>;

/** What can go wrong while an account is read. `inventory.denied` names the API call. */
export const inventoryErrorCode = z.enum([
  'inventory.no-credentials',
  'inventory.profile-unknown',
  'inventory.expired',
  'inventory.invalid-credentials',
  'inventory.clock',
  'inventory.denied',
  'inventory.region-unknown',
  'inventory.throttled',
  'inventory.network',
  'inventory.service',
  'inventory.instance-gone',
  'inventory.not-loaded',
  'inventory.sample-only',
  'inventory.process-died',
]);
export type InventoryErrorCode = z.infer<typeof inventoryErrorCode>;

/** A call that did not answer while the others did: the rows are there, what it would have said is unknown. */
export const inventoryProblem = z.object({
  call: z.string(),
  code: inventoryErrorCode,
  params: errorDataSchema.shape.params,
});
export type InventoryProblem = z.infer<typeof inventoryProblem>;

export const inventory = z.object({
  source: inventorySource,
  account: z.string().nullable(),
  region: z.string(),
  /** When the answers were taken; ISO 8601. For the sample account the time it was opened. */
  takenAt: z.string(),
  rows: z.array(hostRow),
  problems: z.array(inventoryProblem),
});
export type Inventory = z.infer<typeof inventory>;

/** A profile of the shared AWS config and credentials files. */
export const awsProfile = z.object({ name: z.string(), region: z.string().nullable() });
export type AwsProfile = z.infer<typeof awsProfile>;

/** Badges by instance id. */
export const badges = z.record(z.string(), badge);

/** Calls of main to the inventory process; those of the page pass through unchanged. */
export const inventoryCalls = {
  'inventory.profiles': call(z.null(), z.array(awsProfile)),
  'inventory.load': call(z.object({ source: inventorySource }), inventory),
  /** Badges for the loaded inventory: no packet is sent. `from` null: the user's address is not known. */
  'inventory.badges': call(z.object({ from: z.string().max(100).nullable() }), badges),
  /** The instance's row as of now, asked from AWS just before connecting: public addresses are recycled. */
  'inventory.lookup': call(z.object({ instance: z.string().max(100) }), hostRow),
  'access.check': call(accessQuestion, verdict),
};
