import { type Fingerprints, fingerprintsOf, hiddenFingerprints } from './fingerprints';
import { type KeyFile, type KeyFileFormat, openKey } from './key-file';
import type { PrivateKey } from './model';
import { keyBits } from './public-blob';
import { writePublicLine } from './public-files';
import { readKeyFile } from './read';
import { commentText } from './text';
import { type KeyWarning, keyWarnings } from './warnings';

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

/** The first key of a file, and the others where there are several. */
export interface InspectedFile extends InspectedKey {
  others: InspectedKey[];
}

/**
 * Says what a key file holds. Without a passphrase an encrypted key yields what is readable; with one it is opened and
 * checked. Fails as `readKeyFile` and `openKey` do.
 */
export async function inspectKey(
  bytes: Uint8Array,
  { passphrase }: { passphrase?: string } = {},
): Promise<InspectedFile> {
  const [first, ...others] = readKeyFile(bytes);
  const inspected: InspectedKey[] = [];
  for (const file of others) inspected.push(await inspectOne(file, passphrase));
  return { ...(await inspectOne(first, passphrase)), others: inspected };
}

async function inspectOne(file: KeyFile, passphrase: string | undefined): Promise<InspectedKey> {
  const protection = file.kind === 'private' ? file.protection : null;
  let opened: PrivateKey | null = null;
  if (file.kind === 'private' && (!protection || passphrase)) opened = await openKey(file, passphrase);
  const publicKey = opened ?? file.publicKey;
  const comment = opened && opened.comment.length > 0 ? opened.comment : file.comment;
  return {
    format: file.format,
    algorithm: file.kind === 'public' ? file.algorithm : (publicKey?.algorithm ?? file.algorithm),
    bits: publicKey && keyBits(publicKey),
    comment: comment && commentText(comment),
    encrypted: protection !== null,
    cipher: protection?.cipher ?? null,
    kdf: protection?.kdf ?? null,
    kdfCost: protection?.cost ?? null,
    publicKey: publicKey && commentText(writePublicLine(publicKey, comment ?? new Uint8Array())),
    fingerprints: publicKey ? fingerprintsOf(publicKey, opened ?? undefined) : hiddenFingerprints,
    warnings: keyWarnings(file.format, publicKey),
  };
}
