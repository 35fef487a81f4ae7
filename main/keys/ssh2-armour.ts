import { truncated } from './errors';
import { decodeBase64 } from './pem';

/** What an ssh.com file of either kind holds between its BEGIN and END lines. */
export interface Ssh2Armour {
  /** Raw bytes of the comment; none where there is no such header. */
  comment: Buffer;
  body: Buffer;
}

/**
 * Reads the armour of RFC 4716, section 3, which ssh.com's private keys wear too: `label` is what stands after BEGIN.
 * Fails with `keys.truncated` where the END line is missing.
 */
export function readSsh2Armour(text: string, label: string): Ssh2Armour {
  const [begin, end] = [`---- BEGIN ${label} ----`, `---- END ${label} ----`];
  const start = text.indexOf(begin) + begin.length;
  const stop = text.indexOf(end, start);
  if (stop < 0) throw truncated(end);
  // A header line that ends in a backslash goes on in the next one (RFC 4716, section 3.3).
  const lines = text
    .slice(start, stop)
    .replace(/\\(?:\r\n|\r|\n)/g, '')
    .split(/[\r\n]+/);
  const comment = lines.find((line) => /^comment:/i.test(line))?.replace(/^comment:[ \t]*/i, '') ?? '';
  const unquoted = /^".*"$/.test(comment) ? comment.slice(1, -1).replace(/\\(.)/g, '$1') : comment;
  return {
    comment: Buffer.from(unquoted, 'latin1'),
    body: decodeBase64(lines.filter((line) => !line.includes(':')).join('')),
  };
}
