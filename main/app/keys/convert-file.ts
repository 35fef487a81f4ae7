import { basename, join } from 'node:path';
import { CodedError } from '../../../common/coded-error';
import type { ConvertOptions } from '../../../contract/keys';
import type { ConvertedFile } from '../../../contract/page';
import { errorData } from '../../helper/error-data';
import type { AppContext } from '../context';
import { freeName } from './free-name';
import { keyAsItIs } from './list';
import { nameInFormat } from './names';
import { forgetPassphrase, isWrongPassphrase } from './passphrases';

/** What is to become of each of many files. */
export type ManyOptions = Pick<ConvertOptions, 'to' | 'passphrase' | 'newPassphrase'> & {
  /** Where the new files go. */
  folder: string;
  jobId?: string;
};

/** Which key of its file to convert; 0 is the first. */
type KeyOptions = ManyOptions & { index: number };

/** Failures after which another passphrase may do. */
const lockedCodes = ['keys.passphrase-needed', 'keys.wrong-passphrase'];
/** Failures of one key, which leave the others of its file to convert. */
const ownCodes = [...lockedCodes, 'keys.format-cannot-carry'];

/**
 * Converts every key of one file of many into the folder, each under a name that is free there. First without a passphrase,
 * which does for an unprotected key and for a public half that shows; then by the kept one, then by the one that was typed
 * for all. The result is one entry for each key; where it was cancelled, for those that were done before.
 */
export async function convertFile(
  context: AppContext,
  path: string,
  options: ManyOptions,
  signal: AbortSignal,
): Promise<ConvertedFile[]> {
  const name = basename(path);
  const files: ConvertedFile[] = [];
  for (let index = 0; ; index += 1) {
    try {
      const out = await convertBySomePassphrase(context, path, { ...options, index }, signal);
      files.push({ status: 'written', name, out });
    } catch (error) {
      // Only past the last one does it show how many there are.
      if (signal.aborted || (index > 0 && hasCode(error, ['keys.no-such-key']))) break;
      files.push({ status: 'failed', name, error: errorData(error) });
      if (!hasCode(error, ownCodes)) break;
    }
  }
  return files.length > 1 ? files.map((file, at) => ({ ...file, key: at + 1 })) : files;
}

async function convertBySomePassphrase(
  context: AppContext,
  path: string,
  options: KeyOptions,
  signal: AbortSignal,
): Promise<string> {
  const attempt = (passphrase: string | undefined): Promise<string> =>
    writeUnderFreeName(context, path, { ...options, passphrase }, signal);
  try {
    return await attempt(undefined);
  } catch (error) {
    if (!hasCode(error, lockedCodes)) throw error;
    const kept = await keptPassphrase(context, path);
    if (kept) {
      try {
        return await attempt(kept.passphrase);
      } catch (wrong) {
        if (!isWrongPassphrase(wrong)) throw wrong;
        // It is the first key's: another's may be a different one.
        if (options.index === 0) await forgetPassphrase(context, kept.keyId);
      }
    }
    if (!options.passphrase) throw error;
    return attempt(options.passphrase);
  }
}

async function writeUnderFreeName(
  { sessions }: AppContext,
  path: string,
  { folder, ...options }: KeyOptions,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    const name = await freeName(folder, nameInFormat(path, options.to));
    // The sessions process can be told to cancel only what it has been given.
    if (signal.aborted) throw new CodedError('keys.cancelled');
    try {
      await sessions.call('keys.convert', { ...options, path, out: join(folder, name), replace: false });
      return name;
    } catch (error) {
      // Taken since it was looked at: the next one then.
      if (!hasCode(error, ['files.exists'])) throw error;
    }
  }
}

async function keptPassphrase(
  context: AppContext,
  path: string,
): Promise<{ keyId: string; passphrase: string } | null> {
  const listed = context.stores.keys.get().keys.find((key) => key.path === path);
  if (!listed) return null;
  const key = await keyAsItIs(context, listed.keyId);
  const passphrase = context.passphrases.find(key);
  return passphrase === null ? null : { keyId: key.keyId, passphrase };
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof CodedError && codes.includes(error.code);
}
