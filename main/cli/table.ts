/**
 * Lays rows out in columns two spaces apart, one row a line. Korean and other wide characters take two cells of a
 * terminal. The last column is not padded.
 */
export function table(rows: string[][]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => cells(row[at] ?? ''))),
  );
  const padded = (text: string, at: number) =>
    at === columns - 1 ? text : text + ' '.repeat((widths[at] ?? 0) - cells(text) + 2);
  return rows.map((row) => `${row.map(padded).join('')}\n`).join('');
}

/** How many cells of a terminal a text takes: two for Hangul, Han, kana and full-width forms (Unicode UAX 11). */
function cells(text: string): number {
  return Array.from(text).reduce(
    (sum, character) =>
      sum +
      (/[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff60]/u.test(character)
        ? 2
        : 1),
    0,
  );
}
