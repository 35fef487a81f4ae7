import { KeyError } from '../keys/errors';

/**
 * Ends with `keys.cancelled` as soon as the signal is raised, even where the work hangs: a network drive that does not answer
 * keeps a call to the disk waiting for minutes. The work itself ends when it next looks at the signal.
 */
export async function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stopListening = (): void => {};
  const cancelled = new Promise<never>((_, reject) => {
    const cancel = (): void => reject(new KeyError('keys.cancelled'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel);
    stopListening = () => signal.removeEventListener('abort', cancel);
  });
  return Promise.race([cancelled, work]).finally(stopListening);
}

/** Fails with `keys.cancelled` where the signal is raised. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new KeyError('keys.cancelled');
}
