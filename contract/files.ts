import { z } from 'zod';

/** How reading or writing a file on disk can fail; parameters: `path`, and `reason` (the system's error code) of `files.failed`. */
export const filesErrorCode = z.enum([
  'files.exists',
  'files.not-found',
  'files.no-permission',
  'files.is-folder',
  'files.not-a-file',
  'files.no-folder',
  'files.too-large',
  'files.disk-full',
  'files.read-only',
  'files.name-too-long',
  'files.changed',
  'files.failed',
]);
export type FilesErrorCode = z.infer<typeof filesErrorCode>;
