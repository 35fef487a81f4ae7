import { realpath } from 'node:fs/promises';
import type { z } from 'zod';
import { CodedError } from '../../common/coded-error';
import { type KeyFormat, type keyCalls, keyFormat } from '../../contract/keys';
import { filesError } from '../disk/errors';
import type { WorkControl } from '../key-worker/run';
import { keyFileText } from '../keys/text';
import { convertKeyFile, inspectPrivateKeyFile, readKeyBytes } from './key-files';

type RewriteInput = Omit<z.output<(typeof keyCalls)['keys.changePassphrase']['input']>, 'jobId'>;

/**
 * Rewrites a private key's file in its own format under another passphrase, or none. The new file takes the place of the old
 * one whole or not at all; where the path is a link, what it leads to is rewritten.
 * Fails as `convertKeyFile` does, with `keys.holds-more` where the file holds something that would be lost, and with
 * `keys.not-rewritable` for a format that is only read.
 */
export async function changePassphrase(
  { path, passphrase, newPassphrase }: RewriteInput,
  control?: WorkControl,
): Promise<void> {
  const { format, others } = await inspectPrivateKeyFile(path);
  if (others.length > 0 || (await holdsMore(path))) throw new CodedError('keys.holds-more');
  const to = writable(format);
  const out = await realpath(path).catch((error: unknown) => {
    throw filesError(error, path);
  });
  await convertKeyFile({ path, to, out, replace: true, passphrase, newPassphrase }, control);
}

function writable(format: string): KeyFormat {
  const known = keyFormat.safeParse(format);
  if (!known.success) throw new CodedError('keys.not-rewritable');
  return known.data;
}

/** True for a file with something beside its key: X.509 certificates, a public key, a PPK that carries a certificate. */
async function holdsMore(path: string): Promise<boolean> {
  const bytes = await readKeyBytes(path);
  try {
    const text = keyFileText(bytes);
    // Parameters repeat what the key says.
    const blocks = text.match(/-----BEGIN (?!\w+ PARAMETERS)/g) ?? [];
    return blocks.length > 1 || /^PuTTY-User-Key-File-\d: \S+-cert-v01@/.test(text);
  } finally {
    bytes.fill(0);
  }
}
