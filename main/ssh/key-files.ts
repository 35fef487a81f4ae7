import { lstat, realpath } from 'node:fs/promises';
import type { z } from 'zod';
import { CodedError } from '../../common/coded-error';
import type { FilesErrorCode as ContractFilesErrorCode } from '../../contract/files';
import type {
  KeyErrorCode as ContractKeyErrorCode,
  ConvertOptions,
  ConvertResult,
  KeySummary,
  keyCalls,
} from '../../contract/keys';
import { FilesError, type FilesErrorCode } from '../disk/errors';
import { haveOthersRights } from '../disk/others-rights';
import { readLimitedFile } from '../disk/read-limited-file';
import { assertNameFree, writePrivateFile } from '../disk/write-private-file';
import { generateKeyBytes } from '../key-worker/generate';
import { runKeyWork, type WorkControl } from '../key-worker/run';
import { KeyError, type KeyErrorCode } from '../keys/errors';
import { holdsMore } from '../keys/holds-more';
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

type ConvertFileInput = Omit<z.output<(typeof keyCalls)['keys.convert']['input']>, 'jobId'>;
type GenerateFileInput = Omit<z.output<(typeof keyCalls)['keys.generate']['input']>, 'jobId'>;

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

/** Says what a key file holds. Fails as `readKeyBytes` and `runKeyWork` do. */
export async function inspectKeyFile(
  path: string,
  passphrase?: string,
  control?: WorkControl,
): Promise<KeySummary> {
  const bytes = await readKeyBytes(path);
  try {
    const summary: KeySummary = await runKeyWork(
      { kind: 'inspect', bytes, options: { passphrase } },
      control,
    );
    if (isPrivate(summary) && (await haveOthersRights(path))) {
      summary.warnings.push({ code: 'readable-by-others' });
    }
    return summary;
  } finally {
    bytes.fill(0);
  }
}

/** Like `inspectKeyFile`, for where only a private key will do: fails with `keys.public-key` or `keys.ssh-certificate` otherwise. */
export async function inspectPrivateKeyFile(
  path: string,
  passphrase?: string,
  control?: WorkControl,
): Promise<KeySummary> {
  const summary = await inspectKeyFile(path, passphrase, control);
  if (isPrivate(summary)) return summary;
  throw new KeyError(summary.format === 'certificate' ? 'keys.ssh-certificate' : 'keys.public-key');
}

function isPrivate({ format }: KeySummary): boolean {
  return !['public', 'rfc4716', 'public-pem', 'certificate'].includes(format);
}

/**
 * Converts the key file at `path` into one at `out`, readable by its owner only. The two may be the same: the new file takes
 * the old one's place whole, or not at all.
 * Fails as `readKeyBytes`, `runKeyWork` and `writePrivateFile` do, and with `keys.holds-more` where the file is to be replaced
 * by one of several things that it holds; then nothing has been written.
 */
export async function convertKeyFile(
  { path, out, replace, ...options }: ConvertFileInput,
  control?: WorkControl,
): Promise<ConvertResult> {
  const bytes = await readKeyBytes(path);
  try {
    const loses = replace && (await isSameFile(path, out)) && holdsMore(bytes, options.to);
    if (loses) throw new CodedError('keys.holds-more');
    return await writeConverted(bytes, { out, replace, options }, control);
  } finally {
    bytes.fill(0);
  }
}

/** True where writing to `out` replaces what `path` leads to; a link is replaced itself, and that stays. */
async function isSameFile(path: string, out: string): Promise<boolean> {
  const entry = await lstat(out).catch(() => null);
  if (!entry || entry.isSymbolicLink()) return false;
  const [from, to] = await Promise.all(
    [realpath(path), realpath(out)].map((found) => found.catch(() => null)),
  );
  return from !== null && from === to;
}

/**
 * Makes a key and writes it to `out`, readable by its owner only. Without a comment it gets PuTTYgen's.
 * Fails as `runKeyWork` and `writePrivateFile` do; then nothing has been written.
 */
export async function generateKeyFile(
  { kind, comment, out, replace, ...options }: GenerateFileInput,
  control?: WorkControl,
): Promise<ConvertResult> {
  await assertNameFree(out, replace);
  const bytes = await generateKeyBytes(kind, comment, control);
  try {
    return await writeConverted(bytes, { out, replace, options }, control);
  } finally {
    bytes.fill(0);
  }
}

interface Conversion {
  out: string;
  replace: boolean;
  options: ConvertOptions;
}

async function writeConverted(
  bytes: Uint8Array,
  { out, replace, options }: Conversion,
  control: WorkControl | undefined,
): Promise<ConvertResult> {
  // Before a costly derivation; the write itself checks again.
  await assertNameFree(out, replace);
  const { bytes: converted, ...result } = await runKeyWork({ kind: 'convert', bytes, options }, control);
  try {
    if (control?.signal?.aborted) throw new KeyError('keys.cancelled');
    await writePrivateFile(out, converted, { replace });
  } finally {
    converted.fill(0);
  }
  return { out, ...result };
}
