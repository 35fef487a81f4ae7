import { basename } from 'node:path';
import { CodedError } from '../../common/coded-error';

/** The page never learns where files lie: an error of this work names the file alone. */
export async function withoutFolders<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof CodedError) || typeof error.params.path !== 'string') throw error;
    throw new CodedError(error.code, { ...error.params, path: basename(error.params.path) });
  });
}
