import { CodedError } from '../../common/coded-error';
import type { KeyFormat } from '../../contract/keys';
import { readLimitedFile } from '../disk/read-limited-file';
import { UsageError } from './options';

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

/**
 * The passphrase that is to protect a new file; undefined where `--new-passphrase-file` is not given.
 * Fails as `readPassphraseFile` does, and with `cli.not-for-public` where there is nothing to protect.
 */
export async function readNewPassphrase(
  path: string | undefined,
  to: KeyFormat,
): Promise<string | undefined> {
  if (path === undefined) return undefined;
  if (to === 'public' || to === 'rfc4716') {
    throw new UsageError('cli.not-for-public', { option: '--new-passphrase-file', format: to });
  }
  return readPassphraseFile(path);
}
