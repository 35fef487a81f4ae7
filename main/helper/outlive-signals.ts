/**
 * Leaves it to main when a helper process ends. At a log-out every process of the session is sent a signal, and main still
 * waits for what must not be cut off. A helper ends with main in any case: its channel breaks.
 */
export function outliveSignals(): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Main was sent it too.
    });
  }
}
