import { adviseOnFile, type KeyAdvice } from './advice';
import { KeyError } from './errors';
import { type Fingerprints, fingerprintsOf, hiddenFingerprints } from './fingerprints';
import { type KeyFile, type KeyFileFormat, type OpenedKey, unlockKey } from './key-file';
import type { OnProgress } from './progress';
import { keyBits } from './public-blob';
import { writePublicLine } from './public-files';
import { readKeyFile } from './read';
import { commentText } from './text';
import { type KeyWarning, keyWarnings, notOpened } from './warnings';

/** What can be said about one key of a file; null where it cannot be seen without the passphrase or does not apply. */
export interface InspectedKey {
  format: KeyFileFormat;
  /** SSH name, e.g. `ssh-ed25519`. */
  algorithm: string | null;
  bits: number | null;
  comment: string | null;
  encrypted: boolean;
  cipher: string | null;
  kdf: string | null;
  kdfCost: Record<string, number> | null;
  /** The authorized_keys line. */
  publicKey: string | null;
  fingerprints: Fingerprints;
  warnings: KeyWarning[];
}

/** The first key of a file, the others where there are several, and what other programs make of the file. */
export interface InspectedFile extends InspectedKey {
  others: InspectedKey[];
  advice: KeyAdvice[];
}

interface InspectOptions {
  passphrase?: string;
  /** Of the first key's opening: the costly part. */
  onProgress?: OnProgress;
}

/** What came of opening a key: neither is there where it was not tried. */
interface Attempt {
  unlocked: OpenedKey | null;
  failure: KeyError | null;
}

/**
 * Says what a key file holds. Without a passphrase an encrypted key yields what is readable; with one it is opened and
 * checked. A passphrase that fits any of several keys is right; those that cannot be opened yield what is readable, and a
 * warning says why. Fails as `readKeyFile` and, for the first key, `openKey` do.
 */
export async function inspectKey(
  bytes: Uint8Array,
  { passphrase, onProgress }: InspectOptions = {},
): Promise<InspectedFile> {
  const [file, ...more] = readKeyFile(bytes);
  const attempt = await tryToOpen(file, passphrase, onProgress);
  const others: InspectedKey[] = [];
  let fitsAnother = false;
  for (const other of more) {
    const tried = await tryToOpen(other, passphrase);
    const key = describe(other, tried);
    fitsAnother ||= key.encrypted && tried.unlocked !== null;
    others.push(key);
  }
  const { failure } = attempt;
  if (failure && !(failure.code === 'keys.wrong-passphrase' && fitsAnother)) throw failure;
  const first = describe(file, attempt);
  if (others.length > 0) first.warnings.push({ code: 'several-keys', count: 1 + others.length });
  return { ...first, others, advice: adviseOnFile(bytes, first) };
}

async function tryToOpen(
  file: KeyFile,
  passphrase: string | undefined,
  onProgress?: OnProgress,
): Promise<Attempt> {
  const canTry = file.kind === 'private' && (!file.protection || passphrase);
  if (!canTry) return { unlocked: null, failure: null };
  try {
    return { unlocked: await unlockKey(file, passphrase, { onProgress }), failure: null };
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return { unlocked: null, failure: error };
  }
}

function describe(file: KeyFile, { unlocked, failure }: Attempt): InspectedKey {
  const protection = file.kind === 'private' ? file.protection : null;
  const opened = unlocked?.key;
  const publicKey = opened ?? file.publicKey;
  const comment = opened && opened.comment.length > 0 ? opened.comment : file.comment;
  const algorithm = file.kind === 'public' ? file.algorithm : (publicKey?.algorithm ?? file.algorithm);
  const warnings = keyWarnings(file.format, publicKey, publicKey?.algorithm ?? algorithm);
  if (file.kind === 'private' && file.certificate) warnings.push({ code: 'ppk-certificate' });
  if (unlocked?.codePage) warnings.push({ code: 'passphrase-code-page', codePage: unlocked.codePage });
  if (failure) warnings.push(notOpened(failure));
  return {
    format: file.format,
    algorithm,
    bits: publicKey && keyBits(publicKey),
    comment: comment && commentText(comment),
    encrypted: protection !== null,
    cipher: protection?.cipher ?? null,
    kdf: protection?.kdf ?? null,
    kdfCost: protection?.cost ?? null,
    publicKey: publicKey && commentText(writePublicLine(publicKey, comment ?? new Uint8Array())),
    fingerprints: publicKey ? fingerprintsOf(publicKey, opened) : hiddenFingerprints,
    warnings,
  };
}
