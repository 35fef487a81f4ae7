import { CodedError } from '../../common/coded-error';
import { readLimitedFile } from '../disk/read-limited-file';

/** Longer than any passphrase, short enough to refuse a wrong file at once. */
const limit = 1 << 16;

/**
 * Reads a passphrase from a file or a pipe. Its final line break, one at most, is not part of it.
 * Fails with `cli.passphrase-not-utf8`, and as `readLimitedFile` does.
 */
export async function readPassphraseFile(path: string): Promise<string> {
  const bytes = await readLimitedFile(path, { limit, pipes: true });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch (cause) {
    // PowerShell's `>` writes UTF-16: guessing would turn into "wrong passphrase", which helps nobody.
    throw new CodedError('cli.passphrase-not-utf8', { path }, { cause });
  } finally {
    bytes.fill(0);
  }
}
