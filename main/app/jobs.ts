import type { KeyProgress } from '../../contract/keys';

/** How far a piece of work on many files has come. */
export type FileProgress = Required<Pick<KeyProgress, 'done' | 'total' | 'name'>>;

/** One piece of work of main's own on many files. */
export interface Job {
  signal: AbortSignal;
  progress: (progress: FileProgress) => void;
}

interface Running {
  controller: AbortController;
  progress: FileProgress | null;
}

/**
 * Pieces of work that main itself does file by file. The sessions process works on one file under the same id, and knows
 * nothing of the others: what it tells is completed here.
 */
export class Jobs {
  readonly #running = new Map<string, Running>();
  readonly #tell: (progress: KeyProgress) => void;

  constructor(tell: (progress: KeyProgress) => void) {
    this.#tell = tell;
  }

  /** Does the work; without an id nobody hears of its progress or can cancel it. */
  async run<T>(jobId: string | undefined, work: (job: Job) => Promise<T>): Promise<T> {
    const running: Running = { controller: new AbortController(), progress: null };
    const { signal } = running.controller;
    if (jobId === undefined) return work({ signal, progress: () => {} });
    this.#running.set(jobId, running);
    try {
      return await work({
        signal,
        progress: (progress) => {
          running.progress = progress;
          this.#tell({ jobId, fraction: null, ...progress });
        },
      });
    } finally {
      this.#running.delete(jobId);
    }
  }

  /** Has the work stop after the file it is at. Of no effect where it is over. */
  cancel(jobId: string): void {
    this.#running.get(jobId)?.controller.abort();
  }

  /** Passes on what the sessions process tells of one file. */
  partDone(part: KeyProgress): void {
    this.#tell({ ...part, ...this.#running.get(part.jobId)?.progress });
  }
}
