import { CodedError, type ErrorParams } from '../../common/coded-error';
import type { SessionErrorCode } from '../../contract/sessions';
import type { Greeting } from './greeting';

/** An expected failure of a session. Sentences: `error.<code>` in `locales/`. */
export class SessionError extends CodedError<SessionErrorCode> {}

/** Where a connection goes. */
export interface Target {
  address: string;
  port: number;
}

/** How far a connection has come; the same socket error means something else at each stage. */
export type Stage = 'greeting' | 'key-exchange' | 'host-key' | 'login' | 'open';

/** What is known about a connection when it fails. */
export interface Progress {
  target: Target;
  stage: Stage;
  greeting: Greeting;
  /** Set once the server has refused a log-in: what `sessions.auth-refused` is to say. */
  refusal: ErrorParams | null;
}

const nameNotFound = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'EAI_NODATA', 'EAI_FAIL']);

/**
 * The failure of a TCP connection that was never there, by its errno; `seconds` is how long was waited.
 * What is left after the telling ones (EHOSTUNREACH, ENETUNREACH, ENETDOWN, EACCES of a local firewall, …) is `unreachable`.
 */
export function tcpError(error: unknown, target: Target, seconds: number): SessionError {
  const params = { ...target };
  const codes = errnosOf(error);
  // A name can have several addresses: the most telling answer of any of them counts.
  if (codes.includes('ECONNREFUSED')) return new SessionError('sessions.refused', params);
  if (codes.some((code) => nameNotFound.has(code)))
    return new SessionError('sessions.name-not-found', params);
  if (codes.includes('ETIMEDOUT')) return new SessionError('sessions.timed-out', { ...params, seconds });
  // A reset can overtake the news that the connection was made.
  if (codes.includes('ECONNRESET')) return new SessionError('sessions.closed-before-banner', params);
  return new SessionError('sessions.unreachable', params, { cause: error });
}

/**
 * Why a connection that TCP had opened is over. `error` is what ssh2 emitted, or null where the server just closed.
 * ssh2 sets `level` on its own errors, `code` as an errno on socket errors, and `code` as the number of RFC 4253,
 * section 11.1, where the server sent SSH_MSG_DISCONNECT.
 */
export function connectionError(error: unknown, progress: Progress): CodedError {
  if (error instanceof CodedError) return error;
  const { stage, greeting, target } = progress;
  const { level, code } = fieldsOf(error);
  if (stage === 'greeting') return greetingError(greeting, target);
  if (typeof code === 'number') return disconnectError(progress);
  if (level === 'client-timeout' || code === 'ETIMEDOUT')
    return new SessionError(stage === 'open' ? 'sessions.lost' : 'sessions.closed-by-server', { ...target });
  if (level === 'client-socket')
    return new SessionError(stage === 'open' ? 'sessions.lost' : 'sessions.closed-by-server', { ...target });
  if (level === 'handshake' && stage === 'key-exchange')
    return new SessionError('sessions.no-common-algorithm', { ...target });
  if (error === null) return new SessionError('sessions.closed-by-server', { ...target });
  return new SessionError('sessions.protocol-error', { ...target }, { cause: error });
}

function greetingError(greeting: Greeting, target: Target): SessionError {
  if (greeting.heard === 'silent') return new SessionError('sessions.closed-before-banner', { ...target });
  return new SessionError('sessions.not-ssh', { ...target, line: greeting.firstLine });
}

/** OpenSSH ends too many refused log-ins with SSH_MSG_DISCONNECT instead of one more refusal. */
function disconnectError({ stage, refusal, target }: Progress): SessionError {
  if (stage === 'login' && refusal) return new SessionError('sessions.auth-refused', refusal);
  return new SessionError('sessions.closed-by-server', { ...target });
}

function errnosOf(error: unknown): string[] {
  const errors = error instanceof AggregateError ? error.errors : [error];
  return errors.flatMap((each) => {
    const { code } = fieldsOf(each);
    return typeof code === 'string' ? code : [];
  });
}

function fieldsOf(error: unknown): { level?: unknown; code?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
