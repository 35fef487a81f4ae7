/**
 * Adds up bytes that the terminal has parsed and reports them in lots of at least `every`: one message per write would
 * cost more than it tells. What stays below one lot is below the level at which a paused session resumes.
 */
export function countAcknowledged(every: number, report: (bytes: number) => void): (bytes: number) => void {
  let parsed = 0;
  return (bytes) => {
    parsed += bytes;
    if (parsed < every) return;
    report(parsed);
    parsed = 0;
  };
}
