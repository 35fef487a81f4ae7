import { parentPort } from 'node:worker_threads';
import { KeyError } from '../keys/errors';
import { ownBytes, type WorkReport } from './messages';
import { doWork, type Work } from './works';

/*
 * Entry of the worker thread for keys: one piece of work at a time. Whoever wants it to stop ends the thread, so nothing that
 * takes long may run here in native code.
 */

/** Private keys and what was derived for them do not outlive the work, as far as they lie in memory that can be wiped. */
async function answer(work: Work): Promise<{ report: WorkReport; transfer: ArrayBuffer[] }> {
  try {
    const result = await doWork(work, (fraction, expected) => tell({ type: 'progress', fraction, expected }));
    if (!('bytes' in result)) return { report: { type: 'done', result }, transfer: [] };
    const bytes = ownBytes(result.bytes);
    result.bytes.fill(0);
    return { report: { type: 'done', result: { ...result, bytes } }, transfer: [bytes.buffer] };
  } catch (error) {
    if (!(error instanceof KeyError)) return { report: { type: 'broken', error }, transfer: [] };
    return { report: { type: 'failed', code: error.code, params: error.params }, transfer: [] };
  } finally {
    work.bytes.fill(0);
  }
}

function tell(report: WorkReport, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(report, transfer);
}

parentPort?.on('message', (work: Work) => {
  void answer(work).then(({ report, transfer }) => tell(report, transfer));
});
