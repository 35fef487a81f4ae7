import ssh2, { type AuthContext, type Connection, type ServerConfig } from 'ssh2';
import { startTcpServer } from './relay';
import type { KeyPair } from './ssh-keys';

/** One attempt to log in, as the server saw it. */
export interface Attempt {
  /** Counts the connections, from 0. */
  connection: number;
  method: string;
  user: string;
}

/** What a test decides about one attempt. */
export type Judge = (context: AuthContext, attempt: Attempt) => void;

/** An SSH server that writes down every attempt to log in. */
export interface RecordingSshd {
  port: number;
  attempts: Attempt[];
  connections: Connection[];
  stop(): Promise<void>;
}

export interface RecordingOptions {
  hostKey: KeyPair;
  judge: Judge;
  config?: Partial<ServerConfig>;
  /** What becomes of a session channel's shell; without it every shell is refused. */
  shell?: (channel: ssh2.ServerChannel, connection: Connection) => void;
}

/** Starts the server on a free port of 127.0.0.1 with the host key given. */
export async function startRecordingSshd(options: RecordingOptions): Promise<RecordingSshd> {
  const attempts: Attempt[] = [];
  const connections: Connection[] = [];
  const server = new ssh2.Server({ ...options.config, hostKeys: [options.hostKey.text] }, (connection) => {
    const index = connections.push(connection) - 1;
    connection.on('error', () => {});
    connection.on('authentication', (context) => {
      const attempt = { connection: index, method: context.method, user: context.username };
      attempts.push(attempt);
      options.judge(context, attempt);
    });
    connection.on('session', (accept) => {
      const session = accept();
      session.on('pty', (agree) => agree?.());
      session.on('shell', (agree, refuse) => {
        if (options.shell) options.shell(agree(), connection);
        else refuse?.();
      });
    });
  });
  const tcp = await startTcpServer((socket) => server.injectSocket(socket));
  return { port: tcp.port, attempts, connections, stop: tcp.stop };
}
