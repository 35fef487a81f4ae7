/**
 * What a stage of the tests came to.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Counts vitest's JSON report. A file that could not be loaded has no tests in it, but it failed.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report `--reporter=json` (vitest.dev/guide/reporters)
 * @returns {Counts}
 */
export function countVitest(report) {
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * Counts Playwright's JSON report. A test that passed on a second try is no pass.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 *   `--reporter=json` (playwright.dev/docs/test-reporters)
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Turns what a stage reported into its final counts: a stage that failed without a failed test, or ran no test at
 * all, is a failure, and in CI so is each skipped test.
 * @param {Counts} counts
 * @param {{ status: number, ci: boolean }} how the exit status of the stage's program
 * @returns {Counts}
 */
export function settle(counts, { status, ci }) {
  const silent = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return { ...counts, failed: counts.failed + (silent ? 1 : 0) + (ci ? counts.skipped : 0) };
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function total(all) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const counts of all) {
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}
