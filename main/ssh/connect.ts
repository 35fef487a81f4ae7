import type { OpenSession } from '../../contract/sessions';
import { offeredAlgorithms } from './algorithms';
import { Authenticator } from './authenticate';
import { Connection } from './connection';
import { connectionError, SessionError, type Stage } from './errors';
import { Greeting } from './greeting';
import { HostKeyCheck } from './host-key';
import { Patience } from './patience';
import type { Ask } from './prompts';
import { openTcp } from './tcp';
import type { Timings } from './timings';

export interface ConnectOptions {
  open: Pick<OpenSession, 'address' | 'port' | 'user' | 'key' | 'knownHostKeys'>;
  ask: Ask;
  timings: Timings;
  /** Aborting it ends the connection, now or later; its reason, an Error, is the failure. */
  signal: AbortSignal;
  /** The host key is accepted, the log-in begins. */
  onLogin: () => void;
  /** Words of the server before the log-in (RFC 4252, section 5.4). Untrusted. */
  onBanner: (text: string) => void;
}

/**
 * Connects and logs in. Nothing about the user leaves before the host key is accepted, not even the name.
 * Fails with a `SessionError`, with what is wrong with the key file, or with the signal's reason.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { open, timings, signal, onLogin, onBanner } = options;
  const target = { address: open.address, port: open.port };
  const socket = await openTcp(target, timings.connect, signal);
  const connection = new Connection(socket);
  const leave = (reason: Error) => connection.leave(reason);
  signal.addEventListener('abort', () => leave(signal.reason), { once: true });

  const patience = new Patience(timings.answer, () =>
    leave(new SessionError('sessions.no-answer', { ...target, seconds: Math.round(timings.answer / 1000) })),
  );
  const ask: Ask = async (question) => {
    const answer = await patience.suspendedWhile(options.ask(question));
    return connection.alive ? answer : 'cancelled';
  };
  const hostKey = new HostKeyCheck(target, open.knownHostKeys, ask);
  const ended = new AbortController();
  void connection.ended.then(() => ended.abort());
  const authenticator = new Authenticator(open, ask, leave, ended.signal);
  const greeting = new Greeting();
  let stage: Stage = 'greeting';
  const over = (error: unknown) =>
    connection.over(connectionError(error, { target, stage, greeting, refusal: authenticator.refusal }));

  connection.client
    .on('error', over)
    .on('end', () => connection.hangUp())
    .on('close', () => over(null))
    .on('banner', onBanner)
    .on('change password', () => leave(new SessionError('sessions.password-expired', { user: open.user })))
    .once('handshake', () => {
      stage = 'login';
      patience.restart();
      onLogin();
    });

  const ready = new Promise<void>((resolve, reject) => {
    connection.client.once('ready', resolve);
    void connection.ended.then(reject);
  });
  connection.client.connect({
    sock: socket,
    username: open.user,
    algorithms: offeredAlgorithms(open.knownHostKeys),
    hostVerifier: (blob: Buffer, verify: (valid: boolean) => void) => {
      if (stage === 'key-exchange') stage = 'host-key';
      // At once where there is nothing to ask: ssh2 writes with the wrong keys in a later exchange that waits for the answer.
      if (hostKey.isAccepted(blob)) verify(true);
      else hostKey.accept(blob).then(() => connection.alive && verify(true), leave);
    },
    authHandler: (offered: string[] | null, partial: boolean | null, next) => {
      // Opening a key may take longer than a server may be silent; that is not the server's doing.
      const method = patience.suspendedWhile(authenticator.next(offered, partial === true));
      method.then((chosen) => connection.alive && next(chosen), leave);
    },
    keepaliveInterval: timings.keepalive,
    keepaliveCountMax: timings.keepaliveMisses,
    readyTimeout: 0,
  });
  // ssh2 has paused the socket and adds its own listener later: this one hears each piece first.
  socket.on('data', (bytes: Buffer) => {
    if (stage !== 'greeting') return;
    greeting.add(bytes);
    if (greeting.heard === 'ssh') stage = 'key-exchange';
  });

  try {
    await ready;
    stage = 'open';
    return connection;
  } finally {
    patience.stop();
  }
}
