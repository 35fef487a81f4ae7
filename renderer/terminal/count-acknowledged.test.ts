import { describe, expect, test } from 'vitest';
import { flow } from '../../contract/sessions';
import { countAcknowledged } from './count-acknowledged';

describe('countAcknowledged', () => {
  test('reports lots, and loses no byte', () => {
    const reports: number[] = [];
    const acknowledge = countAcknowledged(100, (bytes) => reports.push(bytes));
    for (const bytes of [40, 40, 40, 250, 10]) acknowledge(bytes);
    expect(reports).toEqual([120, 250]);
  });

  test('what is never reported cannot keep a session paused', () => {
    expect(flow.ackEvery).toBeLessThan(flow.resumeBelow);
  });
});
