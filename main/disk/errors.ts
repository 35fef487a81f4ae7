import { CodedError } from '../../common/coded-error';

/** How reading or writing a file can fail. Sentences: `error.<code>` in `locales/`. */
export type FilesErrorCode =
  | 'files.exists'
  | 'files.not-found'
  | 'files.no-permission'
  | 'files.is-folder'
  | 'files.not-a-file'
  | 'files.no-folder'
  | 'files.too-large'
  | 'files.disk-full'
  | 'files.read-only'
  | 'files.name-too-long'
  | 'files.changed'
  | 'files.failed';

/** An expected failure on disk. Parameters: `path`, and `reason` (the system's error code) of `files.failed`. */
export class FilesError extends CodedError<FilesErrorCode> {}

const bySystemCode: Record<string, FilesErrorCode> = {
  EEXIST: 'files.exists',
  ENOENT: 'files.not-found',
  ENOTDIR: 'files.not-found',
  EACCES: 'files.no-permission',
  EPERM: 'files.no-permission',
  EISDIR: 'files.is-folder',
  ENOSPC: 'files.disk-full',
  EDQUOT: 'files.disk-full',
  EROFS: 'files.read-only',
  ENAMETOOLONG: 'files.name-too-long',
};

/** The system's code of an error from `node:fs`, e.g. `ENOENT`. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}

/** Makes an error from `node:fs` one of ours; `path` is what the user named. */
export function filesError(cause: unknown, path: string): FilesError {
  if (cause instanceof FilesError) return cause;
  const reason = systemCode(cause);
  const code = bySystemCode[reason];
  return code
    ? new FilesError(code, { path }, { cause })
    : new FilesError('files.failed', { path, reason }, { cause });
}
