import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { SetupError } from './run.mjs';

/**
 * Refuses a file whose content is not the expected one.
 * @param {string} file absolute path
 * @param {string} integrity `sha512-` and the digest in base64 (W3C Subresource Integrity, as npm lockfiles use it)
 * @throws {SetupError} where the digest differs
 */
export async function checkIntegrity(file, integrity) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== integrity) {
    throw new SetupError(
      `${file} is not what was expected and was not used: ${actual} instead of ${integrity}.`,
    );
  }
}
