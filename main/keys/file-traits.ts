import { derBlock } from './der-file';
import { KeyError } from './errors';
import { fromUtf16 } from './text';
import { type Armour, armour, noArmour } from './traits-armour';
import { type PpkTraits, ppkStart, ppkTraits } from './traits-ppk';

/** What a key file's raw bytes show and its parsed contents no longer do: what other programs stumble over. */
export interface FileTraits extends Armour, PpkTraits {
  encoding: 'plain' | 'byte-order-mark' | 'utf-16' | 'der';
  lineEnds: 'lf' | 'crlf' | 'cr' | 'none';
  finalNewline: boolean;
  /** Whether a line is longer than OpenSSL reads at once. */
  longLine: boolean;
}

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
