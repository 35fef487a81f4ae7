import { realpath } from 'node:fs/promises';
import type { z } from 'zod';
import { CodedError } from '../../common/coded-error';
import type { keyCalls } from '../../contract/keys';
import { filesError } from '../disk/errors';
import { fileState } from '../disk/file-state';
import { writePrivateFile } from '../disk/write-private-file';
import { runKeyWork, type WorkControl } from '../key-worker/run';
import { Turns } from '../key-worker/turns';
import { derBlock } from '../keys/der-file';
import { KeyError } from '../keys/errors';
import type { PrivateKeyFormat, Protection } from '../keys/key-file';
import { isOnlyKey } from '../keys/only-key';
import { readKeyFile } from '../keys/read';
import { keyFileText } from '../keys/text';
import { readKeyBytes } from './key-files';

type RewriteInput = Omit<z.output<(typeof keyCalls)['keys.changePassphrase']['input']>, 'jobId'>;

/** Whose turn it is to rewrite a file, by its path. */
const turnsByPath = new Map<string, Turns>();

/**
 * Rewrites a private key's file in its own format under another passphrase, or none; protected at least as strongly as it was.
 * The new file takes the place of the old one whole or not at all; where the path is a link, what it leads to is rewritten.
 * Fails as `readKeyBytes`, `runKeyWork` and `writePrivateFile` do, with `keys.holds-more` where the file holds something that
 * would be lost, with `keys.not-rewritable` for a form that is only read, with `keys.public-key` or `keys.ssh-certificate`
 * where there is no private key, and with `files.changed` where another program wrote the file meanwhile.
 */
export async function changePassphrase(
  { path, ...passphrases }: RewriteInput,
  control: WorkControl = {},
): Promise<void> {
  const file = await realpath(path).catch((error: unknown) => {
    throw filesError(error, path);
  });
  const endTurn = await takeTurn(file, control.signal);
  try {
    await rewrite(file, passphrases, control);
  } finally {
    endTurn();
  }
}

/** Two rewrites of one file follow each other: the second finds what the first has left. */
async function takeTurn(file: string, signal: AbortSignal | undefined): Promise<() => void> {
  const turns = turnsByPath.get(file) ?? new Turns(1);
  turnsByPath.set(file, turns);
  const forgetIdle = (): void => {
    if (turns.idle) turnsByPath.delete(file);
  };
  const endTurn = await turns.take(signal).finally(forgetIdle);
  return () => {
    endTurn();
    forgetIdle();
  };
}

/** All of it on bytes that are read once: what is checked is what is rewritten. */
async function rewrite(
  path: string,
  passphrases: Omit<RewriteInput, 'path'>,
  control: WorkControl,
): Promise<void> {
  const unchanged = await fileState(path);
  const bytes = await readKeyBytes(path);
  try {
    const { format, protection } = rewritableKey(bytes);
    const options = { ...passphrases, to: format, atLeast: protection ?? undefined };
    const { bytes: rewritten } = await runKeyWork({ kind: 'convert', bytes, options }, control);
    try {
      if (control.signal?.aborted) throw new KeyError('keys.cancelled');
      await writePrivateFile(path, rewritten, { replace: true, unchanged });
    } finally {
      rewritten.fill(0);
    }
  } finally {
    bytes.fill(0);
  }
}

/** The file's only key, of a form that is written too. */
function rewritableKey(bytes: Buffer): { format: PrivateKeyFormat; protection: Protection | null } {
  const [file] = readKeyFile(bytes);
  if (file.kind === 'public') {
    throw new KeyError(file.format === 'certificate' ? 'keys.ssh-certificate' : 'keys.public-key');
  }
  const { format, protection } = file;
  if (format === 'sshcom' || derBlock(bytes)) throw new CodedError('keys.not-rewritable');
  if (!isOnlyKey(keyFileText(bytes))) throw new CodedError('keys.holds-more');
  return { format, protection };
}
