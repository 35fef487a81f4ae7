import type { KeyProgress } from '../../contract/keys';

/** How a piece of work under way is told to stop, and says how far it has come. */
export interface JobControl {
  signal: AbortSignal;
  report: (progress: Omit<KeyProgress, 'jobId'>) => void;
}

/** Milliseconds between two events for one piece of work: no bar needs more. */
const interval = 100;

/** The pieces of work on keys that are under way, under the ids that main gave them. */
export class KeyJobs {
  readonly #running = new Set<{ jobId: string; controller: AbortController }>();
  readonly #emit: (progress: KeyProgress) => void;

  constructor(emit: (progress: KeyProgress) => void) {
    this.#emit = emit;
  }

  /** Runs a piece of work; without an id nobody watches it. */
  async run<T>(jobId: string | undefined, work: (control: JobControl) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const { signal } = controller;
    if (jobId === undefined) return work({ signal, report: () => {} });
    const job = { jobId, controller };
    const reports = new Reports((progress) => this.#emit({ jobId, ...progress }));
    this.#running.add(job);
    try {
      return await work({ signal, report: (progress) => reports.add(progress) });
    } finally {
      this.#running.delete(job);
      reports.flush();
    }
  }

  /** Ends a piece of work; without effect where it is over. */
  cancel(jobId: string): void {
    for (const job of this.#running) if (job.jobId === jobId) job.controller.abort();
  }
}

/** Passes reports on, the first at once and then one in a while; the last is never lost. */
class Reports {
  readonly #emit: (progress: Omit<KeyProgress, 'jobId'>) => void;
  #last: Omit<KeyProgress, 'jobId'> | null = null;
  #emitted = Number.NEGATIVE_INFINITY;

  constructor(emit: (progress: Omit<KeyProgress, 'jobId'>) => void) {
    this.#emit = emit;
  }

  add(progress: Omit<KeyProgress, 'jobId'>): void {
    this.#last = progress;
    if (performance.now() - this.#emitted >= interval) this.flush();
  }

  flush(): void {
    if (!this.#last) return;
    this.#emit(this.#last);
    this.#last = null;
    this.#emitted = performance.now();
  }
}
