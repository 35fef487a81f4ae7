import { derBlock } from './der-file';
import { KeyError } from './errors';
import { fromUtf16 } from './text';

/** How an armour line stands: by itself, with white space behind it, or with more of the file in the same line. */
export type ArmourLine = 'alone' | 'spaces' | 'runs-on';

/** What a key file's raw bytes show and its parsed contents no longer do: what other programs stumble over. */
export interface FileTraits {
  encoding: 'plain' | 'byte-order-mark' | 'utf-16' | 'der';
  lineEnds: 'lf' | 'crlf' | 'cr' | 'none';
  finalNewline: boolean;
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
  /** Whether a line is longer than OpenSSL reads at once. */
  longLine: boolean;
  /** What is odd about the lines of a PPK, with which PuTTY refuses it. */
  ppkFault: 'spaces' | 'body-spaces' | 'comment-spaces' | 'mac-spaces' | 'mac-case' | 'blank-lines' | null;
}

/** As tolerant as the reader: three dashes do. */
const begin = /(-{3,16})BEGIN ([A-Z0-9][A-Z0-9 ]{0,60}?)(-{3,16})/g;

/** OpenSSL, crypto/pem/pem_lib.c, LINESIZE. */
const opensslLine = 254;

/** Reads the traits of a key file. Never fails; what is no key file has traits too. */
export function fileTraits(bytes: Uint8Array): FileTraits {
  const label = derLabel(bytes);
  if (label) return { ...noFile, encoding: 'der', labels: [label], keyLabel: label };
  const utf16 = fromUtf16(bytes);
  const raw = (utf16 ?? Buffer.from(bytes)).toString('latin1');
  const marked = raw.startsWith('\u00ef\u00bb\u00bf');
  const text = marked ? raw.slice(3) : raw;
  const ppk = ppkStart(text);
  return {
    encoding: utf16 ? 'utf-16' : marked ? 'byte-order-mark' : 'plain',
    lineEnds: lineEndsOf(text),
    finalNewline: /[\r\n]$/.test(text),
    longLine: text.split('\n').some((line) => line.length > opensslLine),
    ...(ppk < 0 ? { ...armour(text), ppkFault: null } : ppkTraits(text, ppk)),
  };
}

function lineEndsOf(text: string): FileTraits['lineEnds'] {
  if (text.includes('\r\n')) return 'crlf';
  if (text.includes('\n')) return 'lf';
  return text.includes('\r') ? 'cr' : 'none';
}

type Armour = Pick<
  FileTraits,
  | 'before'
  | 'textAfter'
  | 'keyAtLineStart'
  | 'labels'
  | 'keyLabel'
  | 'dashes'
  | 'beginLine'
  | 'endLine'
  | 'spacedHeader'
  | 'legacyProtection'
  | 'blankLines'
>;

const noArmour: Armour = {
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

const noFile: FileTraits = {
  ...noArmour,
  encoding: 'plain',
  lineEnds: 'none',
  finalNewline: false,
  longLine: false,
  ppkFault: null,
};

/** The label that a bare DER file would have in PEM; null for text. */
function derLabel(bytes: Uint8Array): string | null {
  try {
    return derBlock(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))?.label ?? null;
  } catch (error) {
    if (error instanceof KeyError) return null;
    throw error;
  }
}

function armour(text: string): Armour {
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

function oddDashes([, before, , after]: RegExpExecArray, endIsWhole: boolean): FileTraits['dashes'] {
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

function spacedHeader(text: string): FileTraits['spacedHeader'] {
  const lines = text.split(/\r?\n/).filter((line) => /[ \t]$/.test(line));
  if (lines.some((line) => line.startsWith('Proc-Type:'))) return 'Proc-Type';
  return lines.some((line) => line.startsWith('DEK-Info:')) ? 'DEK-Info' : null;
}

/** Of what stands between the BEGIN and END lines: its first element is the rest of the BEGIN line. */
function blankLines(inner: string): FileTraits['blankLines'] {
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

function beforeOf(text: string): FileTraits['before'] {
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

/** Where a PPK begins; -1 where the text holds none. */
function ppkStart(text: string): number {
  const line = /^[ \t]*(?=PuTTY-User-Key-File-)/m.exec(text);
  return line ? line.index + line[0].length : -1;
}

function ppkTraits(text: string, start: number): Armour & Pick<FileTraits, 'ppkFault'> {
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
function ppkFault(keyPart: string, mac: string): FileTraits['ppkFault'] {
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
