import { inventoryCalls } from '../../contract/inventory';
import { snapshot } from '../../contract/snapshot';
import { outliveSignals } from '../helper/outlive-signals';
import { type ParentPort, serveCalls } from '../helper/serve';
import { createInventoryService } from './service';

/*
 * Entry of the inventory process, an Electron utility process: AWS calls, the loaded snapshot, verdicts.
 */

// The SDK announces at its first use that its versions of 2027 want a newer Node. The Node here is Electron's, which no
// user chooses, and the SDK's version is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

outliveSignals();

const { parentPort } = process as NodeJS.Process & { parentPort: ParentPort };

serveCalls(
  parentPort,
  inventoryCalls,
  createInventoryService({
    loadSample: async () => snapshot.parse((await import('../../assets/sample-account.json')).default),
    loadAws: () => import('../aws'),
    now: () => new Date(),
  }),
);
