import { KeyError, truncated } from './errors';

/** One armoured block of a text file (RFC 7468, RFC 1421 for the headers). */
export interface PemBlock {
  /** What stands after BEGIN, e.g. `RSA PRIVATE KEY`. */
  label: string;
  /** Headers by lower-case name, e.g. `dek-info`; only legacy encrypted keys have any. */
  headers: Map<string, string>;
  /** The decoded body. */
  body: Buffer;
}

/** Where a block lies in the text, found without decoding it. */
export interface PemSpan {
  label: string;
  /** Between the BEGIN and END lines; null where END is missing. */
  inner: string | null;
}

/** Three dashes, so that a line which lost one or two is found too. */
const begin = /---BEGIN ([A-Z0-9][A-Z0-9 ]{0,60}?)---/g;

/** The dashes (here in UTF-8) that text programs make of two hyphens, or of one. */
const hyphens: Record<string, string> = { '\xe2\x80\x94': '--', '\xe2\x80\x93': '-' };

/** Finds the armoured blocks of a text, in order, whatever stands around them. Linear in the text's length. */
export function findPemBlocks(text: string): PemSpan[] {
  return splitAtBlocks(text).spans;
}

/** The armoured blocks of a text, and what stands around them: from before the first to after the last. */
export function splitAtBlocks(original: string): { spans: PemSpan[]; around: string[] } {
  const text = original.replace(/\xe2\x80[\x93\x94]/g, (dash) => hyphens[dash] ?? dash);
  const spans: PemSpan[] = [];
  const around: string[] = [];
  let after = 0;
  begin.lastIndex = 0;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const label = match[1]!;
    const start = begin.lastIndex;
    const next = text.indexOf('---BEGIN ', start);
    // A block ends before the next one begins; looking no further also keeps a file full of BEGIN lines cheap.
    const region = text.slice(start, next < 0 ? undefined : next);
    const endLine = `---END ${label}---`;
    const end = region.indexOf(endLine);
    spans.push({ label, inner: end < 0 ? null : withoutDashes(region.slice(0, end)) });
    around.push(withoutDashes(text.slice(after, match.index)));
    after = end < 0 ? start : start + end + endLine.length;
  }
  around.push(withoutDashes(text.slice(after)));
  return { spans, around };
}

/** The markers are searched by three of their dashes; the others lie around what is between them. */
function withoutDashes(text: string): string {
  let [start, end] = [0, text.length];
  while (text[start] === '-') start += 1;
  while (end > start && text[end - 1] === '-') end -= 1;
  return text.slice(start, end);
}

/** As long as the IV of the ciphers in use, so that what follows it without a space is not taken for a part of it. */
const legacyHeaders =
  /^\s*Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*([\w-]+),\s*([0-9A-Fa-f]{32}|[0-9A-Fa-f]{16})/;

/** Also as JSON and shell variables write it: a backslash and a letter. */
const lineEnd = /\r\n|\r|\n|(?:\\r)?\\n/;

/** Decodes a block. Fails with `keys.truncated` where END or part of the base64 is missing, `keys.corrupt` where it is not base64. */
export function decodePemBlock({ label, inner }: PemSpan): PemBlock {
  if (inner === null) throw truncated(`-----END ${label}-----`);
  const headers = new Map<string, string>();
  const oneLine = legacyHeaders.exec(inner);
  if (oneLine) headers.set('dek-info', `${oneLine[1]},${oneLine[2]}`);
  const body: string[] = [];
  for (const line of inner.slice(oneLine?.[0].length).split(lineEnd)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    else body.push(line);
  }
  return { label, headers, body: decodeBase64(body.join('')) };
}

/** Also the no-break space and the zero-width space (here in UTF-8) that web pages leave in what is copied from them. */
const whiteSpace = /[ \t\r\n]+|\xc2\xa0|\xe2\x80\x8b/g;

/** Decodes base64 strictly but for white space. A length that is no multiple of four means that the end was cut off. */
export function decodeBase64(text: string): Buffer {
  const packed = text.replace(whiteSpace, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) throw new KeyError('keys.corrupt');
  if (packed.length % 4 !== 0 || packed === '') throw truncated();
  return Buffer.from(packed, 'base64');
}

/** Base64 in lines of `width` characters, each ended by LF. */
export function encodeBase64Lines(bytes: Uint8Array, width = 64): string {
  const text = Buffer.from(bytes).toString('base64');
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += width) lines.push(`${text.slice(at, at + width)}\n`);
  return lines.join('');
}

/** Writes one armoured block with LF line ends and a final one: OpenSSH refuses its own format otherwise. */
export function encodePem(
  label: string,
  body: Uint8Array,
  { width = 64, headers = [] }: { width?: number; headers?: string[] } = {},
): Buffer {
  const head = headers.length > 0 ? `${headers.join('\n')}\n\n` : '';
  return Buffer.from(
    `-----BEGIN ${label}-----\n${head}${encodeBase64Lines(body, width)}-----END ${label}-----\n`,
    'latin1',
  );
}
