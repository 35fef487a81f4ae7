import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeyProgress } from '../../contract/keys';
import { KeyJobs } from './key-jobs';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function recording() {
  const events: KeyProgress[] = [];
  return { events, jobs: new KeyJobs((progress) => events.push(progress)) };
}

test('progress carries the id; a flood of it is thinned out, and the last is told', async () => {
  const { events, jobs } = recording();
  const jobId = randomUUID();
  await jobs.run(jobId, async ({ report }) => {
    for (let step = 0; step <= 1000; step += 1) {
      report({ fraction: step / 1000 });
      vi.advanceTimersByTime(1);
    }
  });
  expect(events[0]).toEqual({ jobId, fraction: 0 });
  expect(events.at(-1)).toEqual({ jobId, fraction: 1 });
  expect(events.length).toBeLessThanOrEqual(12);
  expect(events.length).toBeGreaterThanOrEqual(10);
});

test('cancelling raises the signal of that piece of work alone, and does nothing once it is over', async () => {
  const { jobs } = recording();
  const [first, second] = [randomUUID(), randomUUID()];
  const untilCancelled = (signal: AbortSignal) =>
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('cancelled')));
  const cancelled = jobs.run(first, ({ signal }) => untilCancelled(signal));
  const untouched = jobs.run(second, async ({ signal }) => {
    await cancelled;
    return signal.aborted;
  });
  jobs.cancel(first);
  expect(await cancelled).toBe('cancelled');
  expect(await untouched).toBe(false);
  jobs.cancel(first);
  expect(await jobs.run(first, async ({ signal }) => signal.aborted)).toBe(false);
});

test('work without an id is not watched', async () => {
  const { events, jobs } = recording();
  const done = await jobs.run(undefined, async ({ report }) => {
    report({ fraction: 0.5 });
    return 'done';
  });
  expect({ done, events }).toEqual({ done: 'done', events: [] });
});

test('endAll ends every piece of work, waits until the last is over, and takes no more', async () => {
  const { jobs } = recording();
  let overSlowly = false;
  const untilOver = jobs.run(undefined, async ({ signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    // A file that is being written is written to its end.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    overSlowly = true;
  });
  const atTheEnd = jobs.endAll().then(() => overSlowly);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await atTheEnd).toBe(true);
  await untilOver;
  await expect(jobs.run(randomUUID(), async () => 'done')).rejects.toMatchObject({ code: 'keys.cancelled' });
});
