import { connect, type Socket } from 'node:net';
import { SessionError, type Target, tcpError } from './errors';

/** The kernel's own probes, for the case that the SSH keepalive cannot be written any more. */
const tcpKeepaliveMs = 30_000;

/** How long one of several addresses of a name may take. Node's 250 ms are too short for a server on another continent. */
const perAddressMs = 1_500;

/**
 * Opens a TCP connection; tries all addresses of a name. `timeout` in milliseconds.
 * Fails with `sessions.name-not-found`, `refused`, `timed-out`, `unreachable`, or the signal's reason.
 */
export function openTcp(target: Target, timeout: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
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
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      socket.off('error', onError);
    };
    const fail = (error: Error) => {
      settle();
      // A name that is still being looked up reports to a destroyed socket later.
      socket.on('error', () => {}).destroy();
      reject(error);
    };
    const onAbort = () => fail(signal.reason);
    const onError = (error: unknown) => fail(tcpError(error, target, seconds));
    const timer = setTimeout(
      () => fail(new SessionError('sessions.timed-out', { ...target, seconds })),
      timeout,
    );
    signal.addEventListener('abort', onAbort);
    socket.once('error', onError);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
  });
}
