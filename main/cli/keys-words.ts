import type { ConvertResult, KeyFileFormat, KeySummary, KeyWarning } from '../../contract/keys';
import type { MessageKey, Translate } from '../../locales';
import { printable } from './printable';
import { table } from './table';

type Key = Omit<KeySummary, 'others' | 'advice'>;

const formatNames: Record<KeyFileFormat, MessageKey> = {
  ppk: 'keys.format.ppk',
  ppk2: 'keys.format.ppk2',
  openssh: 'keys.format.openssh',
  pem: 'keys.format.pem',
  pkcs8: 'keys.format.pkcs8',
  public: 'keys.format.public',
  rfc4716: 'keys.format.rfc4716',
  sshcom: 'keys.format.sshcom',
  certificate: 'keys.format.certificate',
  'public-pem': 'keys.format.public-pem',
};

/** The sentence for a warning. */
export function warningSentence(t: Translate, warning: KeyWarning): string {
  const { code, ...params } = warning;
  return t(`keys.warning.${code}`, params);
}

/** What `keys inspect` prints for one key: a table, then its warnings. */
export function describeKey(t: Translate, key: Key): string {
  const { fingerprints } = key;
  const rows: [MessageKey, string | null][] = [
    ['cli.keys.type', typeOf(t, key)],
    ['cli.keys.format', t(formatNames[key.format])],
    ['cli.keys.comment', key.comment && printable(key.comment)],
    ['cli.keys.protection', isPublic(key.format) ? null : protectionOf(t, key)],
    ['cli.keys.sha256', fingerprints.sha256],
    ['cli.keys.md5', fingerprints.md5],
    ['cli.keys.ec2-created', fingerprints.ec2Created],
    ['cli.keys.ec2-created-swapped', fingerprints.ec2CreatedSwapped],
    ['cli.keys.ec2-imported', fingerprints.ec2Imported],
    ['cli.keys.public-key', key.publicKey && printable(key.publicKey)],
  ];
  return table(rows.flatMap(([label, value]) => (value ? [[t(label), value]] : []))) + warningLines(t, key);
}

/** What `keys convert` prints. */
export function describeConversion(t: Translate, result: ConvertResult): string {
  const { format, encrypted } = result;
  const out = printable(result.out);
  const wrote = isPublic(format)
    ? t('cli.keys.wrote-public', { out, format: t(formatNames[format]) })
    : t('cli.keys.wrote', { out, format: t(formatNames[format]), encrypted: encrypted ? 'yes' : 'no' });
  const rows: [string, string][] = [];
  if (result.fingerprints.sha256) rows.push([t('cli.keys.sha256'), result.fingerprints.sha256]);
  rows.push([t('cli.keys.public-key'), printable(result.publicKey)]);
  return `${wrote}\n${table(rows)}${warningLines(t, result)}`;
}

function warningLines(t: Translate, { warnings }: { warnings: KeyWarning[] }): string {
  return warnings
    .map((warning) => `${t('cli.warning', { message: warningSentence(t, warning) })}\n`)
    .join('');
}

function isPublic(format: KeyFileFormat): boolean {
  return ['public', 'rfc4716', 'public-pem', 'certificate'].includes(format);
}

function typeOf(t: Translate, { algorithm, bits }: Key): string {
  if (!algorithm) return t('cli.keys.type-hidden');
  return bits === null ? algorithm : t('cli.keys.type-bits', { algorithm, bits: String(bits) });
}

function protectionOf(t: Translate, { encrypted, cipher, kdf, kdfCost }: Key): string {
  if (!encrypted) return t('cli.keys.unprotected');
  const cost = Object.entries(kdfCost ?? {}).map(([name, value]) => `${name} ${value}`);
  return [cipher, [kdf, ...cost].join(' ')].join(', ');
}
