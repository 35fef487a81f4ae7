/** How an armour line stands: by itself, with white space behind it, or with more of the file in the same line. */
export type ArmourLine = 'alone' | 'spaces' | 'runs-on';

/** How the armour of a key file stands: its BEGIN and END lines, what is around them, and what is between. */
export interface Armour {
  /** What stands before the key: nothing, white space alone, or other text. */
  before: 'nothing' | 'space' | 'text';
  /** Whether anything but white space follows the last armoured block. */
  textAfter: boolean;
  /** Whether a line begins where the key itself begins. */
  keyAtLineStart: boolean;
  /** The armoured blocks' labels in order, e.g. `EC PARAMETERS`, `EC PRIVATE KEY`; empty for a file without armour. */
  labels: string[];
  /** The label of the first private key, or of the first block where there is none; null for a file without armour. */
  keyLabel: string | null;
  /** Which of the armour's rows of dashes is not of five. */
  dashes: 'before-begin' | 'after-begin' | 'end' | null;
  beginLine: ArmourLine;
  endLine: ArmourLine;
  /** Which of the legacy headers ends in white space. */
  spacedHeader: 'Proc-Type' | 'DEK-Info' | null;
  /** Whether any block has a `DEK-Info` header. */
  legacyProtection: boolean;
  /**
   * Where blank lines stand that do not belong there, the worst of: before or among legacy headers, among the lines of base64 or
   * of a PPK, right after BEGIN.
   */
  blankLines: 'headers' | 'body' | 'after-begin' | 'none';
}

/** Of a file that has none. */
export const noArmour: Armour = {
  before: 'nothing',
  textAfter: false,
  keyAtLineStart: true,
  labels: [],
  keyLabel: null,
  dashes: null,
  beginLine: 'alone',
  endLine: 'alone',
  spacedHeader: null,
  legacyProtection: false,
  blankLines: 'none',
};

/** As tolerant as the reader: three dashes do. */
const begin = /(-{3,16})BEGIN ([A-Z0-9][A-Z0-9 ]{0,60}?)(-{3,16})/g;

/** Reads the armour of a text of one byte per character; of a public key in one line or in RFC 4716 what stands around it. */
export function armour(text: string): Armour {
  const blocks = [...text.matchAll(begin)];
  const [first] = blocks;
  const key = blocks.find(([, , label]) => label?.endsWith('PRIVATE KEY')) ?? first;
  if (!first || !key) return publicTraits(text);
  const [line, , label = ''] = key;
  const keyStart = key.index + line.length;
  const end = new RegExp(`-{3,16}END ${label}-{3,16}`, 'g');
  end.lastIndex = keyStart;
  const keyEnd = end.exec(text);
  const behind = text.slice(text.lastIndexOf('---END ')).replace(/^---END [A-Z0-9 ]+?-+/, '');
  return {
    before: beforeOf(text.slice(0, first.index)),
    textAfter: /\S/.test(behind),
    keyAtLineStart: key.index === 0 || /[\r\n]/.test(text.charAt(key.index - 1)),
    labels: blocks.map(([, , each]) => each ?? ''),
    keyLabel: label,
    dashes: oddDashes(first, keyEnd?.[0] === `-----END ${label}-----`),
    beginLine: restOfLine(text, first.index + first[0].length),
    endLine: keyEnd ? endLineOf(text, keyEnd.index, end.lastIndex) : 'alone',
    spacedHeader: spacedHeader(text),
    legacyProtection: /^DEK-Info:/m.test(text),
    blankLines: keyEnd ? blankLines(text.slice(keyStart, keyEnd.index)) : 'none',
  };
}

function oddDashes([, before, , after]: RegExpExecArray, endIsWhole: boolean): Armour['dashes'] {
  if (before !== '-----') return 'before-begin';
  if (after !== '-----') return 'after-begin';
  return endIsWhole ? null : 'end';
}

/** A public key in one line, or a file of the `---- BEGIN SSH2` kind. */
function publicTraits(text: string): Armour {
  const start = text.search(/---- BEGIN SSH2 |(?:ssh|ecdsa)-[\w@.-]{1,64}[ \t]+AAAA/);
  if (start < 0) return { ...noArmour, before: beforeOf(text.slice(0, text.search(/\S/))) };
  const [, ...lines] = text.slice(start).split(/[\r\n]+/);
  const oneLine = !text.startsWith('----', start);
  return {
    ...noArmour,
    before: beforeOf(text.slice(0, start)),
    textAfter: oneLine && lines.some((line) => /\S/.test(line)),
  };
}

function spacedHeader(text: string): Armour['spacedHeader'] {
  const lines = text.split(/\r?\n/).filter((line) => /[ \t]$/.test(line));
  if (lines.some((line) => line.startsWith('Proc-Type:'))) return 'Proc-Type';
  return lines.some((line) => line.startsWith('DEK-Info:')) ? 'DEK-Info' : null;
}

/** Of what stands between the BEGIN and END lines: its first element is the rest of the BEGIN line. */
function blankLines(inner: string): Armour['blankLines'] {
  const lines = inner.split(/\r?\n/).slice(1, -1);
  const isBlank = (line: string) => line.trim() === '';
  const headersEnd = lines.findLastIndex((line) => line.includes(':')) + 1;
  if (lines.slice(0, headersEnd).some(isBlank)) return 'headers';
  const body = lines.slice(headersEnd);
  const first = body.findIndex((line) => !isBlank(line));
  const last = body.findLastIndex((line) => !isBlank(line));
  if (body.slice(first, last).some(isBlank)) return 'body';
  return headersEnd === 0 && first > 0 ? 'after-begin' : 'none';
}

/** What a text is that stands before a key. */
export function beforeOf(text: string): Armour['before'] {
  if (text === '') return 'nothing';
  return /\S/.test(text) ? 'text' : 'space';
}

/** What follows in the same line. A line ends with LF here, as in the programs: a lone CR is part of it. */
function restOfLine(text: string, from: number): ArmourLine {
  const lineFeed = text.indexOf('\n', from);
  const rest = text.slice(from, lineFeed < 0 ? undefined : lineFeed).replace(/\r$/, '');
  if (rest === '') return 'alone';
  return /\S/.test(rest) ? 'runs-on' : 'spaces';
}

function endLineOf(text: string, at: number, behind: number): ArmourLine {
  return text.charAt(at - 1) === '\n' ? restOfLine(text, behind) : 'runs-on';
}
