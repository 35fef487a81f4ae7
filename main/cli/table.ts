/** Lays out label and value in two columns, one row a line. Korean and other wide characters take two cells of a terminal. */
export function table(rows: string[][]): string {
  const widest = Math.max(0, ...rows.map(([label = '']) => cells(label)));
  return rows
    .map(([label = '', value = '']) => `${label}${' '.repeat(widest - cells(label) + 2)}${value}\n`)
    .join('');
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
