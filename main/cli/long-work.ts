import type { WorkControl } from '../key-worker/run';
import { KeyError } from '../keys/errors';
import type { CliIo } from './io';

/** Milliseconds after which a piece of work is long enough to say how far it is, and between two such lines. */
const patience = 1000;
const interval = 200;

/**
 * Runs a piece of work that may take long. At a terminal a line says how far it is, from the first second on. Ctrl-C lets it
 * clean up before the program ends, so that no file is left half written.
 */
export async function longWork<T>(io: CliIo, work: (control: WorkControl) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  const line = new StatusLine(io);
  process.on('SIGINT', interrupt);
  try {
    return await work({ signal: controller.signal, onProgress: (fraction) => line.reach(fraction) });
  } catch (error) {
    if (controller.signal.aborted && error instanceof KeyError && error.code === 'keys.cancelled') {
      line.end();
      // As a shell reports a program that the signal has ended.
      process.exit(128 + 2);
    }
    throw error;
  } finally {
    process.off('SIGINT', interrupt);
    line.end();
  }
}

/** The line that says how far the work is. */
class StatusLine {
  readonly #io: CliIo;
  readonly #start = performance.now();
  readonly #timer: NodeJS.Timeout | undefined;
  #fraction: number | null = null;

  constructor(io: CliIo) {
    this.#io = io;
    if (io.showStatus) this.#timer = setInterval(() => this.#show(), interval);
  }

  reach(fraction: number): void {
    this.#fraction = fraction;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#io.showStatus?.(null);
  }

  #show(): void {
    if (performance.now() - this.#start < patience) return;
    const { t } = this.#io;
    const percent = this.#fraction === null ? null : String(Math.floor(this.#fraction * 100));
    this.#io.showStatus?.(
      percent === null ? t('cli.keys.working') : t('cli.keys.working-percent', { percent }),
    );
  }
}
