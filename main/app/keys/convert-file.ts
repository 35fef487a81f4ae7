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

/** Failures after which another passphrase may do. */
const lockedCodes = ['keys.passphrase-needed', 'keys.wrong-passphrase'];

/**
 * Converts one file of many into the folder, under a name that is free there. First without a passphrase, which does for
 * an unprotected key and for a public half that shows; then by the kept one, then by the one that was typed for all.
 * Null where it was cancelled before anything was written.
 */
export async function convertFile(
  context: AppContext,
  path: string,
  options: ManyOptions,
  signal: AbortSignal,
): Promise<ConvertedFile | null> {
  const name = basename(path);
  try {
    return { status: 'written', name, out: await convertBySomePassphrase(context, path, options) };
  } catch (error) {
    if (signal.aborted) return null;
    return { status: 'failed', name, error: errorData(error) };
  }
}

async function convertBySomePassphrase(
  context: AppContext,
  path: string,
  options: ManyOptions,
): Promise<string> {
  try {
    return await writeUnderFreeName(context, path, { ...options, passphrase: undefined });
  } catch (error) {
    if (!isLocked(error)) throw error;
    const kept = await keptPassphrase(context, path);
    if (kept) {
      try {
        return await writeUnderFreeName(context, path, { ...options, passphrase: kept.passphrase });
      } catch (wrong) {
        if (!isWrongPassphrase(wrong)) throw wrong;
        await forgetPassphrase(context, kept.keyId);
      }
    }
    if (!options.passphrase) throw error;
    return writeUnderFreeName(context, path, options);
  }
}

async function writeUnderFreeName(
  { sessions }: AppContext,
  path: string,
  { folder, ...options }: ManyOptions,
): Promise<string> {
  for (;;) {
    const name = await freeName(folder, nameInFormat(path, options.to));
    try {
      await sessions.call('keys.convert', { ...options, path, out: join(folder, name), replace: false });
      return name;
    } catch (error) {
      // Taken since it was looked at: the next one then.
      if (!(error instanceof CodedError) || error.code !== 'files.exists') throw error;
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

function isLocked(error: unknown): boolean {
  return error instanceof CodedError && lockedCodes.includes(error.code);
}
