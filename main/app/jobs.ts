import { CodedError } from '../../common/coded-error';
import type { KeyProgress } from '../../contract/keys';

/** How far a piece of work on many files has come. */
export type FileProgress = Required<Pick<KeyProgress, 'done' | 'total' | 'name'>>;

/** One piece of work of main's own on many files. */
export interface Job {
  signal: AbortSignal;
  progress: (progress: FileProgress) => void;
}

interface Running {
  jobId: string;
  controller: AbortController;
  progress: FileProgress | null;
}

/**
 * Pieces of work that main itself does file by file. The sessions process works on one file under the same id, and knows
 * nothing of the others: what it tells is completed here.
 */
export class Jobs {
  /** An id may name several: the page makes them up. */
  readonly #running = new Set<Running>();
  readonly #tell: (progress: KeyProgress) => void;

  constructor(tell: (progress: KeyProgress) => void) {
    this.#tell = tell;
  }

  /** Does the work; without an id nobody hears of its progress or can cancel it. */
  async run<T>(jobId: string | undefined, work: (job: Job) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const { signal } = controller;
    if (jobId === undefined) return work({ signal, progress: () => {} });
    const running: Running = { jobId, controller, progress: null };
    this.#running.add(running);
    try {
      return await work({
        signal,
        progress: (progress) => {
          running.progress = progress;
          this.#tell({ jobId, fraction: null, ...progress });
        },
      });
    } finally {
      this.#running.delete(running);
    }
  }

  /** Has the work stop after the file it is at. Of no effect where it is over. */
  cancel(jobId: string): void {
    for (const running of this.#running) if (running.jobId === jobId) running.controller.abort();
  }

  /** Passes on what the sessions process tells of one file. */
  partDone(part: KeyProgress): void {
    const running = [...this.#running].findLast(({ jobId, progress }) => jobId === part.jobId && progress);
    this.#tell({ ...part, ...running?.progress });
  }
}

/**
 * Error: `keys.cancelled` after a Cancel. To be asked right before the sessions process is given something to do: a Cancel
 * that came earlier has found nothing there to end.
 */
export function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CodedError('keys.cancelled');
}
