import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest, settle, total } from '../../scripts/test/counts.mjs';

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [{}, {}] },
  ],
};

describe('reports', () => {
  test("vitest's passed, failed, skipped and todo tests", () => {
    expect(countVitest(vitestReport)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  test('a test file that could not be loaded is a failure', () => {
    const testResults = [...vitestReport.testResults, { status: 'failed', assertionResults: [] }];
    expect(countVitest({ ...vitestReport, testResults }).failed).toBe(2);
  });

  test("Playwright's; a flaky test and an error outside any test are failures", () => {
    const stats = { expected: 7, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });
});

describe('what a stage comes to', () => {
  const green = { passed: 3, failed: 0, skipped: 0 };

  test('passed tests and exit status 0 stand as they are', () => {
    expect(settle(green, { status: 0, ci: true })).toEqual(green);
  });

  test('a program that failed without naming a test is a failure', () => {
    expect(settle(green, { status: 1, ci: false }).failed).toBe(1);
  });

  test('a failed test is not counted twice', () => {
    expect(settle({ ...green, failed: 2 }, { status: 1, ci: false }).failed).toBe(2);
  });

  test('no test at all is a failure', () => {
    expect(settle({ passed: 0, failed: 0, skipped: 0 }, { status: 0, ci: false }).failed).toBe(1);
  });

  test('a skipped test fails in CI only', () => {
    const skipped = { ...green, skipped: 2 };
    expect(settle(skipped, { status: 0, ci: true }).failed).toBe(2);
    expect(settle(skipped, { status: 0, ci: false }).failed).toBe(0);
  });

  test('stages add up', () => {
    expect(total([green, { passed: 1, failed: 2, skipped: 3 }])).toEqual({
      passed: 4,
      failed: 2,
      skipped: 3,
    });
  });
});
