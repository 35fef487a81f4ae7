import { naturalPort } from '../../common/natural-port';
import type { Inventory, InventorySource, inventoryCalls } from '../../contract/inventory';
import type { Snapshot } from '../../contract/snapshot';
import { badgeOf } from '../access/badge';
import { evaluate } from '../access/evaluate';
import { InventoryError } from '../aws/inventory-error';
import type { Handlers } from '../helper/serve';
import { hostRows } from '../hosts/rows';
import { keyPairCalls } from './key-pairs';
import type { Aws, Loaded } from './loaded';

export interface InventoryDeps {
  /** The recorded sample account. */
  loadSample(): Promise<Snapshot>;
  loadAws(): Promise<Aws>;
  now(): Date;
}

/**
 * The calls of the inventory process on one loaded inventory. A later load replaces it, also where an earlier one is
 * answered after it; a load that fails leaves it. Expected failures are `InventoryError` and `AccessError`.
 */
export function createInventoryService(deps: InventoryDeps): Handlers<typeof inventoryCalls> {
  let latestLoad = 0;
  let loaded: Loaded | null = null;

  function current(): Loaded {
    if (!loaded) throw new InventoryError('inventory.not-loaded');
    return loaded;
  }

  return {
    'inventory.profiles': async () => (await deps.loadAws()).listProfiles(),

    'inventory.load': async ({ source }) => {
      latestLoad += 1;
      const thisLoad = latestLoad;
      const fresh =
        source.kind === 'sample' ? await loadSample(deps, source) : await loadRegion(deps, source);
      if (thisLoad === latestLoad) loaded = fresh;
      return fresh.inventory;
    },

    'inventory.badges': ({ from }) => {
      const { snapshot, inventory } = current();
      return Object.fromEntries(
        inventory.rows.map(({ instance, platform }) => [
          instance,
          badgeOf(snapshot, instance, { port: naturalPort(platform), from }),
        ]),
      );
    },

    'inventory.lookup': async ({ instance }) => {
      const { snapshot, connection } = current();
      if (!connection) throw new InventoryError('inventory.sample-only');
      const { describeInstance } = await deps.loadAws();
      // Network interfaces are left out: those of the snapshot may still have the instance's former address.
      const { Images, KeyPairs } = snapshot;
      const [row] = hostRows({ ...(await describeInstance(connection, instance)), Images, KeyPairs });
      if (!row) throw new InventoryError('inventory.instance-gone', { instance });
      return row;
    },

    'access.check': (question) => evaluate(current().snapshot, question),

    ...keyPairCalls({
      loadAws: deps.loadAws,
      loaded: () => loaded,
      setKeyPairs: (KeyPairs) => {
        if (loaded) loaded = { ...loaded, snapshot: { ...loaded.snapshot, KeyPairs } };
      },
    }),
  };
}

async function loadSample(deps: InventoryDeps, source: InventorySource): Promise<Loaded> {
  const snapshot = await deps.loadSample();
  return { inventory: inventoryOf(source, snapshot, deps.now()), snapshot, connection: null };
}

async function loadRegion(deps: InventoryDeps, source: InventorySource & { kind: 'aws' }): Promise<Loaded> {
  const { openEc2, readSnapshot } = await deps.loadAws();
  const takenAt = deps.now();
  const connection = await openEc2(source);
  const { snapshot, problems } = await readSnapshot(connection);
  return { inventory: { ...inventoryOf(source, snapshot, takenAt), problems }, snapshot, connection };
}

function inventoryOf(source: InventorySource, snapshot: Snapshot, takenAt: Date): Inventory {
  return {
    source,
    account: snapshot.Account ?? null,
    region: snapshot.Region ?? '',
    takenAt: takenAt.toISOString(),
    rows: hostRows(snapshot),
    problems: [],
  };
}
