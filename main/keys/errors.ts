import { CodedError } from '../../common/coded-error';

/** Every way in which reading, opening or writing a key can fail. Sentences: `error.<code>` in `locales/`. */
export type KeyErrorCode =
  | 'keys.empty'
  | 'keys.too-large'
  | 'keys.binary'
  | 'keys.not-a-key'
  | 'keys.truncated'
  | 'keys.corrupt'
  | 'keys.mismatch'
  | 'keys.public-key'
  | 'keys.ssh-certificate'
  | 'keys.x509-certificate'
  | 'keys.passphrase-needed'
  | 'keys.wrong-passphrase'
  | 'keys.unsupported'
  | 'keys.cost-too-high'
  | 'keys.format-cannot-carry'
  | 'keys.ppk-version'
  | 'keys.too-many'
  | 'keys.no-such-key'
  | 'keys.cancelled';

/** An expected failure of this folder. Parameters: `kind` and `hint` of `keys.unsupported`; `missing` (a line, or `unknown`) and `part` (which kind of line) of `keys.truncated`; `format` and `algorithm` of `keys.format-cannot-carry`; `limit` (bytes) of `keys.too-large` and (keys) of `keys.too-many`; `version` of `keys.ppk-version`; `number` (from 1) and `count` of `keys.no-such-key`. */
export class KeyError extends CodedError<KeyErrorCode> {}

/** What can be done about a kind of key that cannot be read or used; the sentence `error.keys.unsupported` chooses by it. */
export const unsupportedHints = [
  'age',
  'cipher',
  'curve',
  'javaKeystore',
  'jwk',
  'legacyCipher',
  'notForSsh',
  'opensshCipher',
  'openpgp',
  'pkcs12',
  'puttyOnly',
  'securityKey',
  'sshVersion1',
  'none',
] as const;
export type UnsupportedHint = (typeof unsupportedHints)[number];

/** The failure for a kind of key that cannot be read. `kind` often comes from the file, so what could steer a terminal goes. */
export function unsupported(kind: string, hint: UnsupportedHint = 'none'): KeyError {
  return new KeyError('keys.unsupported', { kind: kind.replace(/[^\x20-\x7e]/g, '?').slice(0, 60), hint });
}

/** The failure for a file that was cut off. `missing` is the line that is not there; empty where it cannot be told. */
export function truncated(missing = ''): KeyError {
  return new KeyError('keys.truncated', { missing: missing || 'unknown', part: partOfFile(missing) });
}

/** The kinds of PEM that PuTTYgen reads: it goes on looking for their END line for ever, where it refuses all others at once. */
const endOfPuttygens = /^-----END (?:RSA|DSA|EC|OPENSSH) PRIVATE KEY-----$/;

/** What kind of line `missing` is, as far as the sentence differs. */
function partOfFile(missing: string): 'begin' | 'end' | 'line' | 'unknown' {
  if (missing.startsWith('-----BEGIN')) return 'begin';
  if (endOfPuttygens.test(missing)) return 'end';
  return missing ? 'line' : 'unknown';
}
