import type { z } from 'zod';
import type { FilesErrorCode as ContractFilesErrorCode } from '../../contract/files';
import type {
  KeyErrorCode as ContractKeyErrorCode,
  ConvertResult,
  KeySummary,
  keyCalls,
} from '../../contract/keys';
import { FilesError, type FilesErrorCode } from '../disk/errors';
import { readLimitedFile } from '../disk/read-limited-file';
import { assertNameFree, writePrivateFile } from '../disk/write-private-file';
import { convertKey } from '../keys/convert';
import { KeyError, type KeyErrorCode } from '../keys/errors';
import { inspectKey } from '../keys/inspect';
import { maxKeyFileBytes } from '../keys/text';

/** `A`; does not compile where `A` holds more than `B`. */
type Within<A extends B, B> = A;
/**
 * The codes that these calls fail with. The pure code cannot import the contract, nor the other way round: here, where
 * both meet, the compiler keeps their lists equal.
 */
export type KeyFileErrorCode =
  | Within<KeyErrorCode, ContractKeyErrorCode>
  | Within<ContractKeyErrorCode, KeyErrorCode>
  | Within<FilesErrorCode, ContractFilesErrorCode>
  | Within<ContractFilesErrorCode, FilesErrorCode>;

type ConvertFileInput = z.infer<(typeof keyCalls)['keys.convert']['input']>;

/**
 * Reads a key file of any format. Fails with `keys.too-large` by its size alone, and with the `files.*` codes of
 * `readLimitedFile`: a folder, a device or a pipe is none.
 */
export async function readKeyBytes(path: string): Promise<Buffer> {
  try {
    return await readLimitedFile(path, { limit: maxKeyFileBytes });
  } catch (error) {
    if (error instanceof FilesError && error.code === 'files.too-large') {
      throw new KeyError('keys.too-large', { limit: maxKeyFileBytes }, { cause: error });
    }
    throw error;
  }
}

/** Says what a key file holds. Fails as `readKeyBytes` and `inspectKey` do. */
export async function inspectKeyFile(path: string, passphrase?: string): Promise<KeySummary> {
  const bytes = await readKeyBytes(path);
  try {
    return await inspectKey(bytes, { passphrase });
  } finally {
    bytes.fill(0);
  }
}

/** Like `inspectKeyFile`, for where only a private key will do: fails with `keys.public-key` or `keys.ssh-certificate` otherwise. */
export async function inspectPrivateKeyFile(path: string, passphrase?: string): Promise<KeySummary> {
  const summary = await inspectKeyFile(path, passphrase);
  const { format } = summary;
  if (format === 'certificate') throw new KeyError('keys.ssh-certificate');
  if (format === 'public' || format === 'rfc4716' || format === 'public-pem')
    throw new KeyError('keys.public-key');
  return summary;
}

/**
 * Converts the key file at `path` into one at `out`, readable by its owner only.
 * Fails as `readKeyBytes`, `convertKey` and `writePrivateFile` do; then nothing has been written.
 */
export async function convertKeyFile({
  path,
  out,
  replace,
  ...options
}: ConvertFileInput): Promise<ConvertResult> {
  const bytes = await readKeyBytes(path);
  try {
    // Before a costly derivation; the write itself checks again.
    await assertNameFree(out, replace);
    const { bytes: converted, ...result } = await convertKey(bytes, options);
    try {
      await writePrivateFile(out, converted, { replace });
    } finally {
      converted.fill(0);
    }
    return { out, ...result };
  } finally {
    bytes.fill(0);
  }
}
