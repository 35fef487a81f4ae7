/**
 * Text from a server with nothing in it that could steer a terminal or reorder a line: control and format characters
 * (Unicode categories Cc and Cf, which hold ESC and the bidirectional overrides) are dropped, line feeds and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === '\n' || character === '\t' ? character : '',
  );
}
