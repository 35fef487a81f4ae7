import { type Armour, beforeOf, noArmour } from './traits-armour';

/** What only a PPK shows. */
export interface PpkTraits {
  /** What is odd about the lines of a PPK, with which PuTTY refuses it. */
  ppkFault: 'spaces' | 'body-spaces' | 'comment-spaces' | 'mac-spaces' | 'mac-case' | 'blank-lines' | null;
}

/** Where a PPK begins; -1 where the text holds none. */
export function ppkStart(text: string): number {
  const line = /^[ \t]*(?=PuTTY-User-Key-File-)/m.exec(text);
  return line ? line.index + line[0].length : -1;
}

/** Reads the traits of a PPK that begins at `start`. */
export function ppkTraits(text: string, start: number): Armour & PpkTraits {
  const [keyPart = '', mac = ''] = text.slice(start).split(/^(?=Private-MAC:)/m);
  return {
    ...noArmour,
    before: beforeOf(text.slice(0, start)),
    blankLines: /\n\n|\r\n\r\n|\r\r/.test(keyPart) ? 'body' : 'none',
    ppkFault: ppkFault(keyPart, mac),
  };
}

/**
 * What PuTTY refuses in a PPK that is otherwise whole. It compares headers and base64 to the letter, computes the MAC over the
 * comment as it stands and compares it as lower-case hex, and passes over one line break after each line but not two.
 */
function ppkFault(keyPart: string, mac: string): PpkTraits['ppkFault'] {
  const lines = keyPart.split(/\r\n|\r|\n/);
  const spaced = lines.filter((line) => /^[ \t]|[ \t]$|: [ \t]/.test(line) && line !== 'Comment: ');
  const isComment = (line: string) => line.startsWith('Comment:');
  if (spaced.some((line) => line.includes(':') && !isComment(line))) return 'spaces';
  if (spaced.some((line) => /\S/.test(line) && !isComment(line))) return 'body-spaces';
  // A comment may hold `: ` and a space; only its ends count.
  if (spaced.some((line) => /^Comment:(?: [ \t]|.*[ \t]$)/.test(line))) return 'comment-spaces';
  if (/\n\n\n|\r\n\r\n|\r\r\r/.test(keyPart)) return 'blank-lines';
  const value = /^Private-MAC: ([^\r\n]*)/.exec(mac)?.[1] ?? '';
  if (/\s/.test(value)) return 'mac-spaces';
  return /[A-F]/.test(value) ? 'mac-case' : null;
}
