import type { KeyProgress } from '../../contract/keys';
import { KeyError } from '../keys/errors';

/** How a piece of work under way is told to stop, and says how far it has come. */
export interface JobControl {
  signal: AbortSignal;
  report: (progress: Omit<KeyProgress, 'jobId'>) => void;
}

/** Milliseconds between two events for one piece of work: no bar needs more. */
const interval = 100;

interface Running {
  jobId: string | undefined;
  controller: AbortController;
  end: Promise<unknown>;
}

/** The pieces of work on keys that are under way, under the ids that main gave them. */
export class KeyJobs {
  readonly #running = new Set<Running>();
  readonly #emit: (progress: KeyProgress) => void;
  #over = false;

  constructor(emit: (progress: KeyProgress) => void) {
    this.#emit = emit;
  }

  /** Runs a piece of work; without an id nobody watches it. Error: `keys.cancelled` after `endAll`. */
  async run<T>(jobId: string | undefined, work: (control: JobControl) => Promise<T>): Promise<T> {
    if (this.#over) throw new KeyError('keys.cancelled');
    const controller = new AbortController();
    const { signal } = controller;
    const job: Running = { jobId, controller, end: Promise.resolve() };
    const reports = new Reports((progress) => {
      if (jobId !== undefined) this.#emit({ jobId, ...progress });
    });
    this.#running.add(job);
    try {
      const end = work({ signal, report: (progress) => reports.add(progress) });
      job.end = end;
      return await end;
    } finally {
      this.#running.delete(job);
      reports.flush();
    }
  }

  /** Ends a piece of work; without effect where it is over. */
  cancel(jobId: string): void {
    for (const job of this.#running) if (job.jobId === jobId) job.controller.abort();
  }

  /** Ends all of them, those without an id too, and takes no more; resolves when the last is over. */
  async endAll(): Promise<void> {
    this.#over = true;
    for (const { controller } of this.#running) controller.abort();
    await Promise.allSettled([...this.#running].map(({ end }) => end));
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
