import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ProgressClock } from './progress-clock';

let seen: number[];
let clock: ProgressClock;

beforeEach(() => {
  vi.useFakeTimers();
  seen = [];
  clock = new ProgressClock((fraction) => seen.push(fraction));
});
afterEach(() => {
  clock.stop();
  vi.useRealTimers();
});

test('what is reported is passed on as long as it rises', () => {
  for (const fraction of [0, 0.5, 0.4, 0.5, 1]) clock.report(fraction);
  expect(seen).toEqual([0, 0.5, 1]);
});

test('a step in one go moves by the clock to where it is expected to end', () => {
  clock.report(0.5, { fraction: 1, milliseconds: 1000 });
  vi.advanceTimersByTime(500);
  expect(seen.at(-1)).toBeCloseTo(0.75);
});

test('one that takes ten times as long still moves and does not arrive', () => {
  clock.report(0, { fraction: 0.5, milliseconds: 1000 });
  vi.advanceTimersByTime(2000);
  const late = seen.at(-1) ?? 0;
  vi.advanceTimersByTime(2000);
  expect(seen.at(-1)).toBeGreaterThan(late);
  expect(seen.at(-1)).toBeLessThan(0.5);
  clock.report(0.5);
  expect(seen.at(-1)).toBe(0.5);
});

test('nothing is said after the end', () => {
  clock.report(0, { fraction: 1, milliseconds: 1000 });
  clock.stop();
  vi.advanceTimersByTime(5000);
  expect(seen).toEqual([0]);
});
