import { expect, test } from 'vitest';
import type { KeyProgress } from '../../contract/keys';
import { Jobs } from './jobs';

const jobId = 'a5bd8a4e-9b0c-4a53-9d3c-0e8f5d6f1a11';

test('what is told of one file is completed by where it stands among the others', async () => {
  const told: KeyProgress[] = [];
  const jobs = new Jobs((progress) => told.push(progress));
  await jobs.run(jobId, async ({ progress }) => {
    progress({ done: 1, total: 3, name: 'web.pem' });
    jobs.partDone({ jobId, fraction: 0.5 });
  });
  jobs.partDone({ jobId, fraction: 1 });
  expect(told).toEqual([
    { jobId, fraction: null, done: 1, total: 3, name: 'web.pem' },
    { jobId, fraction: 0.5, done: 1, total: 3, name: 'web.pem' },
    { jobId, fraction: 1 },
  ]);
});

test('Cancel reaches the work of its id alone, and nothing that is over', async () => {
  const jobs = new Jobs(() => {});
  const other = '0f0c9a1e-9b0c-4a53-9d3c-0e8f5d6f1a12';
  const aborted = await jobs.run(jobId, async ({ signal }) => {
    jobs.cancel(other);
    const before = signal.aborted;
    jobs.cancel(jobId);
    return [before, signal.aborted];
  });
  expect(aborted).toEqual([false, true]);
  jobs.cancel(jobId);
  expect(await jobs.run(jobId, async ({ signal }) => signal.aborted)).toBe(false);
});

test('Cancel reaches both of two pieces of work under one id, also when one has ended', async () => {
  const jobs = new Jobs(() => {});
  const first = jobs.run(jobId, async () => {});
  const second = jobs.run(jobId, async ({ signal }) => {
    await first;
    jobs.cancel(jobId);
    return signal.aborted;
  });
  expect(await second).toBe(true);

  const both = await Promise.all([
    jobs.run(jobId, async ({ signal }) => {
      await Promise.resolve();
      return signal.aborted;
    }),
    jobs.run(jobId, async ({ signal }) => {
      jobs.cancel(jobId);
      return signal.aborted;
    }),
  ]);
  expect(both).toEqual([true, true]);
});

test('work without an id is told of to nobody', async () => {
  const told: KeyProgress[] = [];
  const jobs = new Jobs((progress) => told.push(progress));
  await jobs.run(undefined, async ({ progress }) => progress({ done: 0, total: 1, name: 'web.pem' }));
  expect(told).toEqual([]);
});
