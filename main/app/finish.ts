import { setTimeout } from 'node:timers/promises';
import { dialog } from 'electron';
import { CodedError } from '../../common/coded-error';
import { errorSentence } from '../../locales';
import type { AppContext } from './context';
import { allWritten } from './stores';

/** How long a quit waits at most for each, in milliseconds. */
const patience = {
  /** EC2 answers or is given up after 15 s (main/aws/connection.ts); then the key is written, or its key pair deleted. */
  unfinished: 20_000,
  /** What is told to end does so at once; a write on a slow drive takes a moment. */
  keyWork: 3_000,
  /** For somebody to read a sentence; there may be nobody, e.g. at log-out. */
  reading: 60_000,
};

/** Failures that leave something behind in AWS which nobody but the user can take away. */
const toBeTold = ['inventory.key-pair-unsure', 'inventory.key-pair-left'];

/**
 * Before the program quits: waits for what must not be cut off, ends the work on key files, and has the disk done. The
 * page is gone by then, so a failure that the user has to know of is told in a dialog. Never waits for long.
 */
export async function finish(context: AppContext): Promise<void> {
  const failures = await unfinishedWork(context);
  // Without a window nobody is there to want the rest.
  if (!context.window()) await endKeyWork(context);
  await allWritten(context.stores);
  for (const failure of failures) await tell(context, failure);
}

/** What failed of the unfinished work; what takes too long fails as if its helper had died. */
async function unfinishedWork({ unfinished, inventory }: AppContext): Promise<unknown[]> {
  const ended = unfinished.ended();
  const inTime = await within(patience.unfinished, ended);
  if (inTime) return inTime;
  inventory.kill();
  return (await within(patience.keyWork, ended)) ?? [];
}

/** Ends it for good; where the program goes on after all, the next call starts another process. */
async function endKeyWork({ sessions }: AppContext): Promise<void> {
  if (!sessions.running) return;
  await within(patience.keyWork, sessions.call('keys.endAll', null));
  sessions.stop();
}

async function tell({ t }: AppContext, failure: unknown): Promise<void> {
  if (!(failure instanceof CodedError) || !toBeTold.includes(failure.code)) return;
  const title = t()('keys.create-pair.title');
  const signal = AbortSignal.timeout(patience.reading);
  await dialog.showMessageBox({
    type: 'warning',
    title,
    message: title,
    detail: errorSentence(t(), failure),
    signal,
  });
}

/** What the work resolves to; undefined where it takes longer than this many milliseconds. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: over.signal });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    // Ended by the line above, where the work was in time.
    late.catch(() => undefined);
  }
}
