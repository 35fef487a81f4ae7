import { KeyError } from '../keys/errors';
import { generateKey, type KeyKind, newKeyComment } from '../keys/generate';
import { writePrivateKey } from '../keys/write';
import { Turns } from './turns';

/**
 * Two at once: a generation that nobody waits for any more still has one of the four threads that the runtime also reads and
 * writes files with.
 */
const turns = new Turns(2);

/**
 * Makes a new key: an unprotected OpenSSH file in memory, to be converted and then wiped. Without a comment it gets PuTTYgen's.
 * Raising the signal fails it at once with `keys.cancelled`; a large RSA key is finished in the background and thrown away.
 */
export async function generateKeyBytes(
  kind: KeyKind,
  comment: string | undefined,
  { signal }: { signal?: AbortSignal } = {},
): Promise<Buffer> {
  const endTurn = await turns.take(signal);
  const generated = generateKey(kind, comment ?? newKeyComment(kind, new Date())).finally(endTurn);
  return writePrivateKey(await unlessCancelled(generated, signal), 'openssh', '');
}

function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new KeyError('keys.cancelled'));
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', cancel));
  });
}
