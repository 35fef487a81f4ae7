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

/** What can go wrong while an account is read or changed. `inventory.denied` names the API call. */
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
  /** The key pair's name is taken; or EC2 does not take this name, this key, this kind of key, this length of RSA. */
  'inventory.key-pair-exists',
  'inventory.key-pair-name',
  'inventory.key-refused',
  'inventory.key-type',
  'inventory.key-size',
  'inventory.key-pair-limit',
  /** The answer was lost: nobody knows whether the key pair was made. */
  'inventory.key-pair-unsure',
  /** The private key could not be written: the key pair was deleted again, or that failed too. */
  'inventory.key-pair-undone',
  'inventory.key-pair-left',
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

/** A name as EC2 takes it for a key pair: up to 255 ASCII characters, no space at either end. */
export const keyPairName = z.string().regex(/^[!-~]([ -~]{0,253}[!-~])?$/);

/** Kinds of key that EC2 makes by itself. RSA has 2048 bits. */
export const createdKeyType = z.enum(['rsa', 'ed25519']);
export type CreatedKeyType = z.infer<typeof createdKeyType>;

/** A key pair of the loaded inventory; `instances` counts those launched with it that are not terminated. */
export const listedKeyPair = z.object({
  keyPair: z.string(),
  keyPairId: z.string().nullable(),
  /** The authorized_keys line; null where AWS did not say. */
  publicKey: z.string().nullable(),
  /** As EC2 shows it: SHA-1 or MD5 in hex, SHA-256 in base64. */
  fingerprint: z.string().nullable(),
  instances: z.number().int(),
});
export type ListedKeyPair = z.infer<typeof listedKeyPair>;

/** A key pair that was imported or created just now. */
export const newKeyPair = z.object({ keyPair: z.string(), keyPairId: z.string().nullable() });
export type NewKeyPair = z.infer<typeof newKeyPair>;

/** Calls of main to the inventory process; those of the page pass through unchanged. */
export const inventoryCalls = {
  'inventory.profiles': call(z.null(), z.array(awsProfile)),
  'inventory.load': call(z.object({ source: inventorySource }), inventory),
  /** Badges for the loaded inventory: no packet is sent. `from` null: the user's address is not known. */
  'inventory.badges': call(z.object({ from: z.string().max(100).nullable() }), badges),
  /** The instance's row as of now, asked from AWS just before connecting: public addresses are recycled. */
  'inventory.lookup': call(z.object({ instance: z.string().max(100) }), hostRow),
  'access.check': call(accessQuestion, verdict),
  /** The loaded inventory's key pairs; null where none is loaded, or where its key pairs are not known. */
  'keyPairs.list': call(z.null(), z.array(listedKeyPair).nullable()),
  /** Imports a public key; a kind or length of key that EC2 does not take is refused before AWS is asked. */
  'keyPairs.import': call(
    z.object({
      source: inventorySource,
      name: keyPairName,
      /** The authorized_keys line, its SSH algorithm, and its length as people know it. */
      publicKey: z.string().max(20_000),
      algorithm: z.string(),
      bits: z.number().int().nullable(),
    }),
    newKeyPair,
  ),
  /**
   * Has EC2 make a key pair and writes its private key to `out`, for which the place is made first. The key goes from AWS
   * to the disk and nowhere else. Without `replace` a file that exists is `files.exists`.
   */
  'keyPairs.create': call(
    z.object({
      source: inventorySource,
      name: keyPairName,
      type: createdKeyType,
      out: z.string(),
      replace: z.boolean(),
    }),
    newKeyPair,
  ),
};
