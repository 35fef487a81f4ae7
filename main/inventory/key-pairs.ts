import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { ec2ImportObstacle } from '../../common/ec2-import';
import type { InventorySource, inventoryCalls, ListedKeyPair, NewKeyPair } from '../../contract/inventory';
import type { KeyPair, Snapshot } from '../../contract/snapshot';
import type { Ec2Connection } from '../aws';
import { InventoryError } from '../aws/inventory-error';
import { FilesError, systemCode } from '../disk/errors';
import { preparePrivateFile } from '../disk/write-private-file';
import type { Handlers } from '../helper/serve';
import { withoutFolders } from '../helper/without-folders';
import type { Aws, Loaded } from './loaded';

type CreateInput = z.output<(typeof inventoryCalls)['keyPairs.create']['input']>;
type KeyPairCalls = Pick<typeof inventoryCalls, 'keyPairs.list' | 'keyPairs.import' | 'keyPairs.create'>;

export interface KeyPairDeps {
  loadAws(): Promise<Aws>;
  /** What is loaded now. */
  loaded(): Loaded | null;
  /** Replaces the key pairs of what is loaded. */
  setKeyPairs(keyPairs: KeyPair[]): void;
}

/** Space for a private key: EC2's RSA of 2048 bits takes 1.7 KB. */
const reservedBytes = 8192;

/** The calls about EC2 key pairs. Expected failures are `inventory.*` and, for the file, `files.*`. */
export function keyPairCalls(deps: KeyPairDeps): Handlers<KeyPairCalls> {
  /** The loaded inventory's connection where it is of the same source; otherwise one of its own. */
  async function connect(aws: Aws, source: InventorySource): Promise<Ec2Connection> {
    if (source.kind === 'sample') throw new InventoryError('inventory.sample-only');
    const loaded = deps.loaded();
    const same = isDeepStrictEqual(loaded?.inventory.source, source);
    return (same && loaded?.connection) || aws.openEc2(source);
  }

  /** Takes a new key pair into the loaded inventory, so that keys match it at once. */
  function remember(source: InventorySource, pair: KeyPair): NewKeyPair {
    const loaded = deps.loaded();
    const known = loaded?.snapshot.KeyPairs;
    // Where the others are not known, one alone would say that there are no others.
    if (known && isDeepStrictEqual(loaded.inventory.source, source)) {
      deps.setKeyPairs([...known.filter(({ KeyName }) => KeyName !== pair.KeyName), pair]);
    }
    return { keyPair: pair.KeyName ?? '', keyPairId: pair.KeyPairId ?? null };
  }

  async function create({ source, name, type, out, replace }: CreateInput): Promise<NewKeyPair> {
    const aws = await deps.loadAws();
    const connection = await connect(aws, source);
    // EC2 gives the private key out once: nothing that can fail on this side is left for afterwards.
    const file = await preparePrivateFile(out, reservedBytes, { replace });
    try {
      const { pair, material } = await aws.createKeyPair(connection, name, type);
      const bytes = Buffer.from(withFinalLineBreak(material));
      try {
        await file.commit(bytes);
      } catch (error) {
        throw await undo(aws, connection, pair, error);
      } finally {
        bytes.fill(0);
      }
      return remember(source, pair);
    } finally {
      await file.discard();
    }
  }

  return {
    'keyPairs.list': () => {
      const loaded = deps.loaded();
      return loaded && listKeyPairs(loaded.snapshot);
    },

    'keyPairs.import': async ({ source, name, publicKey, algorithm, bits }) => {
      assertImportable(algorithm, bits);
      const aws = await deps.loadAws();
      return remember(source, await aws.importKeyPair(await connect(aws, source), name, publicKey));
    },

    'keyPairs.create': (input) => withoutFolders(create(input)),
  };
}

/** The key pairs of a snapshot with how many instances use each; null where they are not known. */
function listKeyPairs({ KeyPairs, Reservations = [] }: Snapshot): ListedKeyPair[] | null {
  if (!KeyPairs) return null;
  const uses = new Map<string | undefined, number>();
  for (const { KeyName, State } of Reservations.flatMap(({ Instances = [] }) => Instances)) {
    // EC2 lists a terminated instance for an hour still.
    if (State?.Name !== 'terminated') uses.set(KeyName, (uses.get(KeyName) ?? 0) + 1);
  }
  return KeyPairs.map(({ KeyName, KeyPairId, PublicKey, KeyFingerprint }) => ({
    keyPair: KeyName ?? '',
    keyPairId: KeyPairId ?? null,
    publicKey: PublicKey ?? null,
    fingerprint: KeyFingerprint ?? null,
    instances: (KeyName !== undefined && uses.get(KeyName)) || 0,
  }));
}

/** Fails with `inventory.key-type` or `inventory.key-size` where EC2 would refuse the key. */
function assertImportable(algorithm: string, bits: number | null): void {
  const obstacle = ec2ImportObstacle(algorithm, bits);
  if (obstacle === 'type') throw new InventoryError('inventory.key-type', { algorithm });
  if (obstacle === 'size') throw new InventoryError('inventory.key-size', { bits: bits ?? 0 });
}

/** OpenSSH refuses its own format without one, and EC2's answer may have none. */
function withFinalLineBreak(material: string): string {
  return material.endsWith('\n') ? material : `${material}\n`;
}

/** Deletes a key pair whose private key could not be kept, and says what came of it. */
async function undo(
  aws: Aws,
  connection: Ec2Connection,
  pair: KeyPair,
  cause: unknown,
): Promise<InventoryError> {
  const path = cause instanceof FilesError ? (cause.params.path ?? '') : '';
  const params = { keyPair: pair.KeyName ?? '', path, reason: reasonOf(cause) };
  return aws.deleteKeyPair(connection, pair).then(
    () => new InventoryError('inventory.key-pair-undone', params, { cause }),
    () => new InventoryError('inventory.key-pair-left', params, { cause }),
  );
}

/** The system's code, e.g. `ENOSPC`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof FilesError)) return systemCode(error);
  return error.code === 'files.exists' ? 'EEXIST' : systemCode(error.cause);
}
