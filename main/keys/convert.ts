import { isOpeningCostly, isProtectingCostly } from './derive-costs';
import { KeyError } from './errors';
import { type Fingerprints, fingerprintsOf } from './fingerprints';
import {
  type KeyFile,
  type KeyFormat,
  type OpenedKey,
  type PrivateKeyFormat,
  type Protection,
  type PublicKeyFormat,
  unlockKey,
} from './key-file';
import type { KeyAlgorithm, PrivateKey, PublicKey } from './model';
import type { PpkOptions } from './ppk-write';
import { type OnProgress, partOf } from './progress';
import { writePublicLine } from './public-files';
import { readKeyFile } from './read';
import { commentBytes, commentText, oneLine } from './text';
import { type KeyWarning, keyWarnings, passphraseWarnings } from './warnings';
import { writePrivateKey, writePublicKey } from './write';

/** What to make of a key file. */
export interface ConvertOptions {
  to: KeyFormat;
  /** Opens the input. */
  passphrase?: string;
  /** Protects the output; null or empty leaves it unprotected; undefined protects it as the input is, by the same passphrase. */
  newPassphrase?: string | null;
  /** Replaces the comment. Line breaks become spaces, in the key's own comment too. */
  comment?: string;
  ppk?: PpkOptions;
  /** The new protection does not fall short of this one, as far as the format has the same kinds. */
  atLeast?: Protection;
  /** Which key of a file with several; 0 is the first. Left out, it is the first, with a warning. */
  index?: number;
  onProgress?: OnProgress;
}

/** A converted key: the new file's bytes, and what to tell about it. */
export interface ConvertedKey {
  bytes: Buffer;
  format: KeyFormat;
  algorithm: KeyAlgorithm;
  encrypted: boolean;
  /** The authorized_keys line. */
  publicKey: string;
  fingerprints: Fingerprints;
  warnings: KeyWarning[];
}

/** What PuTTYgen calls a key from a file without a comment. */
const importedComment = 'imported-openssh-key';

/**
 * Converts a key file. Public formats need no passphrase where the file shows its public half.
 * Fails as `readKeyFile`, `openKey` and `writePrivateKey` do, with `keys.no-such-key` where there is none of that index, and
 * with `keys.public-key` or `keys.ssh-certificate` where the input has no private half to write.
 */
export async function convertKey(bytes: Uint8Array, options: ConvertOptions): Promise<ConvertedKey> {
  const { index = 0, to } = options;
  const files = readKeyFile(bytes);
  const count = files.length;
  const file = files[index];
  if (!file) throw new KeyError('keys.no-such-key', { number: index + 1, count });
  const converted =
    to === 'public' || to === 'rfc4716'
      ? await convertToPublic(file, to, options)
      : await convertToPrivate(file, to, options);
  if (count > 1 && options.index === undefined) converted.warnings.push({ code: 'several-keys', count });
  return converted;
}

async function convertToPublic(
  file: KeyFile,
  format: PublicKeyFormat,
  options: ConvertOptions,
): Promise<ConvertedKey> {
  const canOpen = file.kind === 'private' && (!file.protection || options.passphrase);
  const unlocked = canOpen ? await unlockKey(file, options.passphrase, options) : null;
  const opened = unlocked?.key ?? null;
  const key = opened ?? file.publicKey;
  if (!key) throw new KeyError('keys.passphrase-needed');
  const comment = chosenComment(options, opened?.comment, file.comment);
  return {
    bytes: writePublicKey(key, format, comment),
    ...description(format, key, comment, opened),
    encrypted: false,
    warnings: [
      ...keyWarnings(file.format, key).filter(({ code }) => code !== 'public-only'),
      ...sourceWarnings(file, unlocked),
    ],
  };
}

async function convertToPrivate(
  file: KeyFile,
  format: PrivateKeyFormat,
  options: ConvertOptions,
): Promise<ConvertedKey> {
  if (file.kind === 'public') {
    throw new KeyError(file.format === 'certificate' ? 'keys.ssh-certificate' : 'keys.public-key');
  }
  const inherited = file.protection ? options.passphrase : undefined;
  const passphrase = (options.newPassphrase === undefined ? inherited : options.newPassphrase) ?? '';
  // Opening and protecting cost about the same; where only one of them costs anything, it is all there is to wait for.
  const protecting = passphrase !== '' && isProtectingCostly(format);
  const openedAt = !protecting ? 1 : isOpeningCostly(file.protection) ? 0.5 : 0;
  const unlocked = await unlockKey(file, options.passphrase, {
    onProgress: partOf(options.onProgress, 0, openedAt),
  });
  const opened = unlocked.key;
  const isPpk = format === 'ppk' || format === 'ppk2';
  const unnamed = isPpk && (file.format === 'pem' || file.format === 'pkcs8');
  const comment = chosenComment(options, opened.comment, unnamed ? Buffer.from(importedComment) : null);
  const key: PrivateKey = { ...opened, comment };
  return {
    bytes: await writePrivateKey(
      key,
      format,
      passphrase,
      { ...options.ppk, atLeast: options.atLeast },
      partOf(options.onProgress, openedAt, 1),
    ),
    ...description(format, key, comment, key),
    encrypted: passphrase !== '',
    warnings: [
      ...keyWarnings(format, key),
      ...sourceWarnings(file, unlocked),
      ...passphraseWarnings(passphrase),
    ],
  };
}

/** What the user should know about the file that was converted. */
function sourceWarnings(file: KeyFile, unlocked: OpenedKey | null): KeyWarning[] {
  const warnings: KeyWarning[] = [];
  if (file.kind === 'private' && file.certificate) warnings.push({ code: 'ppk-certificate' });
  if (unlocked?.codePage) warnings.push({ code: 'passphrase-code-page', codePage: unlocked.codePage });
  return warnings;
}

function chosenComment(
  options: ConvertOptions,
  own: Uint8Array | undefined,
  fallback: Uint8Array | null,
): Uint8Array {
  if (options.comment !== undefined) return commentBytes(options.comment);
  // In every format: of OpenSSH's the tools print it as it is, into a line for authorized_keys.
  return oneLine(own && own.length > 0 ? own : (fallback ?? new Uint8Array()));
}

function description(
  format: KeyFormat,
  key: PublicKey,
  comment: Uint8Array,
  opened: PrivateKey | null,
): Pick<ConvertedKey, 'format' | 'algorithm' | 'publicKey' | 'fingerprints'> {
  return {
    format,
    algorithm: key.algorithm,
    publicKey: commentText(writePublicLine(key, comment)),
    fingerprints: fingerprintsOf(key, opened ?? undefined),
  };
}
