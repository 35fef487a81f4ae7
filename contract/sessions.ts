import { z } from 'zod';
import { call, errorDataSchema } from './result';

/** A pseudo-terminal's size in character cells. */
export const terminalSize = z.object({
  cols: z.number().int().min(1).max(2000),
  rows: z.number().int().min(1).max(2000),
});
export type TerminalSize = z.infer<typeof terminalSize>;

/** What can end or prevent a session. `keys.*` and `files.*` codes pass through where the key file is the cause. */
export const sessionErrorCode = z.enum([
  'sessions.name-not-found',
  'sessions.refused',
  'sessions.timed-out',
  'sessions.unreachable',
  'sessions.no-answer',
  'sessions.closed-before-banner',
  'sessions.not-ssh',
  'sessions.no-common-algorithm',
  'sessions.protocol-error',
  'sessions.host-key-changed',
  'sessions.host-key-revoked',
  'sessions.host-key-declined',
  'sessions.auth-refused',
  'sessions.auth-cancelled',
  'sessions.key-required',
  'sessions.password-expired',
  'sessions.shell-refused',
  'sessions.lost',
  'sessions.closed-by-server',
  'sessions.process-died',
]);
export type SessionErrorCode = z.infer<typeof sessionErrorCode>;

/** Where a session stands. `failed` is before a shell was there, `lost` after. */
export const sessionState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('connecting'),
    address: z.string(),
    port: z.number(),
    user: z.string(),
    keyName: z.string().nullable(),
  }),
  z.object({ state: z.literal('authenticating') }),
  z.object({ state: z.literal('open') }),
  z.object({ state: z.literal('ended'), exitCode: z.number().nullable(), signal: z.string().nullable() }),
  z.object({ state: z.literal('failed'), error: errorDataSchema }),
  z.object({ state: z.literal('lost'), error: errorDataSchema }),
]);
export type SessionState = z.infer<typeof sessionState>;

/** Flow control and batching of terminal bytes; measured, see architecture.md "Terminal bytes". */
export const flow = {
  /** The page acknowledges after this many bytes went through xterm's write callback. */
  ackEvery: 50_000,
  /** Above this many unacknowledged bytes the ssh channel is paused … */
  pauseAbove: 500_000,
  /** … and below this it runs again. */
  resumeBelow: 100_000,
  /** Output is sent on when this many bytes are waiting … */
  flushBytes: 65_536,
  /** … or this long after the first of them; the first bytes after a quiet spell go at once, so an echo is never late. */
  flushAfterMs: 5,
} as const;

/** Page → session, on the session's own MessagePort. */
export const pageToSession = z.discriminatedUnion('type', [
  /** Text as xterm's onData gives it (UTF-16 string, sent to the host as UTF-8). */
  z.object({ type: z.literal('input'), data: z.string().max(16_000_000) }),
  /** Bytes as xterm's onBinary gives them: one character per byte (mouse reports). */
  z.object({ type: z.literal('binary'), data: z.string().max(1_000_000) }),
  z.object({ type: z.literal('resize'), ...terminalSize.shape }),
  z.object({ type: z.literal('ack'), bytes: z.number().int().positive() }),
  z.object({ type: z.literal('close') }),
]);
export type PageToSession = z.infer<typeof pageToSession>;

/** Session → page, on the same port. The last message is a state of `ended`, `failed` or `lost`. */
export const sessionToPage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('data'), bytes: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal('state'), state: sessionState }),
]);
export type SessionToPage = z.infer<typeof sessionToPage>;

/** A host key as known_hosts has it: algorithm and base64 of the SSH wire blob. */
export const hostKey = z.object({ algorithm: z.string(), key: z.string(), revoked: z.boolean().optional() });
export type HostKey = z.infer<typeof hostKey>;

/** What main hands to the sessions process to open one session; its MessagePort comes as the transferred port. */
export const openSession = z.object({
  sessionId: z.string(),
  address: z.string(),
  port: z.number().int().min(1).max(65535),
  user: z.string(),
  /** A granted key file. Null: no key, the password is asked for. */
  key: z.object({ path: z.string(), name: z.string() }).nullable(),
  knownHostKeys: z.array(hostKey),
  size: terminalSize,
});
export type OpenSession = z.infer<typeof openSession>;

/** Calls of main to the sessions process about sessions (those about key files are in keys.ts). */
export const sessionCalls = {
  'sessions.open': call(openSession, z.null()),
  /** Answered when the session is over; at once where there is none of this id. */
  'sessions.over': call(z.object({ sessionId: z.string() }), z.null()),
  'sessions.close': call(z.object({ sessionId: z.string() }), z.null()),
};
