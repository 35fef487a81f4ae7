import { connect, type Socket } from 'node:net';
import { SessionError, type Target, tcpError } from './errors';

/** The kernel's own probes, for the case that the SSH keepalive cannot be written any more. */
const tcpKeepaliveMs = 30_000;

/** How long one of several addresses of a name may take. Node's 250 ms are too short for a server on another continent. */
const perAddressMs = 1_500;

/**
 * Opens a TCP connection; tries all addresses of a name. `timeout` in milliseconds. Aborting `signal` closes the socket, now
 * or later. Fails with `sessions.name-not-found`, `refused`, `timed-out`, `unreachable`, or the signal's reason.
 */
export function openTcp(target: Target, timeout: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const seconds = Math.round(timeout / 1000);
    const socket = connect({
      host: target.address,
      port: target.port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: perAddressMs,
      keepAlive: true,
      keepAliveInitialDelay: tcpKeepaliveMs,
      noDelay: true,
    });
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const onError = (error: unknown) => fail(tcpError(error, target, seconds));
    const timer = setTimeout(
      () => fail(new SessionError('sessions.timed-out', { ...target, seconds })),
      timeout,
    );
    const onAbort = () => fail(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', onError);
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
    socket.once('connect', () => {
      clearTimeout(timer);
      // From here on ssh2 listens; it reports socket errors itself.
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
