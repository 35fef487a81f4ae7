import type { Worker } from 'node:worker_threads';
import { assertNever } from '../../common/assert-never';
import { KeyError } from '../keys/errors';
import type { OnProgress } from '../keys/progress';
import { isCostly } from './costly';
import { ownBytes, type WorkReport } from './messages';
import { ProgressClock } from './progress-clock';
import { returnThread, takeThread } from './threads';
import { Turns } from './turns';
import { doWork, type Work, type WorkResult } from './works';

/** How a piece of work is watched and ended. */
export interface WorkControl {
  /** Raising it ends the work, which then fails with `keys.cancelled`. */
  signal?: AbortSignal;
  onProgress?: OnProgress;
}

/** Two at once: one that takes a minute must not keep a log-in waiting, and each may take up to 1 GiB. */
const turns = new Turns(2);

/**
 * Does a piece of work on the bytes of a key file: in a thread of its own where a key has to be derived, in place where not.
 * Ending it ends the thread. `bytes` stay the caller's, and are wiped in the thread afterwards.
 * Fails as `inspectKey` and `convertKey` do, and with `keys.cancelled`; with `keys.cost-too-high` also where the thread runs
 * out of memory.
 */
export async function runKeyWork<W extends Work>(work: W, control?: WorkControl): Promise<WorkResult<W>>;
export async function runKeyWork(work: Work, { signal, onProgress }: WorkControl = {}): Promise<WorkResult> {
  if (signal?.aborted) throw new KeyError('keys.cancelled');
  if (!isCostly(work)) return doWork(work, onProgress);
  const endTurn = await turns.take(signal);
  const clock = new ProgressClock(onProgress ?? (() => {}));
  try {
    // It may have been raised since the turn was given.
    if (signal?.aborted) throw new KeyError('keys.cancelled');
    return await runOnThread(takeThread(), work, clock, signal);
  } finally {
    clock.stop();
    endTurn();
  }
}

/** Settles when the work is done, or the thread is over. */
function runOnThread(
  worker: Worker,
  { kind, bytes, options }: Work,
  clock: ProgressClock,
  signal: AbortSignal | undefined,
): Promise<WorkResult> {
  return new Promise((resolve, reject) => {
    let death: unknown = new Error('The key worker ended without an answer');

    const cancel = (): void => {
      death = new KeyError('keys.cancelled');
      worker.off('message', hear);
      clock.stop();
      void worker.terminate();
    };
    const settle = (act: () => void): void => {
      worker.off('message', hear).off('error', die).off('exit', end);
      signal?.removeEventListener('abort', cancel);
      act();
    };
    const hear = (report: WorkReport): void => {
      switch (report.type) {
        case 'progress':
          clock.report(report.fraction, report.expected);
          return;
        case 'done':
          settle(() => resolve(report.result));
          break;
        case 'failed':
          settle(() => reject(new KeyError(report.code, report.params)));
          break;
        case 'broken':
          settle(() => reject(report.error));
          break;
        default:
          assertNever(report);
      }
      returnThread(worker);
    };
    const die = (error: Error): void => {
      death = isOutOfMemory(error) ? new KeyError('keys.cost-too-high', {}, { cause: error }) : error;
    };
    const end = (): void => settle(() => reject(death));

    worker.on('message', hear).on('error', die).on('exit', end);
    signal?.addEventListener('abort', cancel, { once: true });
    const own = ownBytes(bytes);
    worker.postMessage({ kind, bytes: own, options }, [own.buffer]);
  });
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
