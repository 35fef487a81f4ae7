import type { ClientChannel } from 'ssh2';
import type { TerminalSize } from '../../contract/sessions';
import type { Connection } from './connection';
import { SessionError } from './errors';
import { Output } from './output';

/** How a shell ended by itself: with a status, or by a signal such as `SIGKILL`. Both null where the server did not say. */
export interface ShellExit {
  exitCode: number | null;
  signal: string | null;
}

/** A shell in a pseudo-terminal on the far side. */
export interface Shell {
  /** Sends what the user types. Does nothing once the shell is over. */
  write(bytes: Buffer): void;
  /** Tells the far side the new size. */
  resize(size: TerminalSize): void;
  /** The page has worked off so many bytes of the output. */
  acknowledge(bytes: number): void;
  /**
   * Resolves when the shell is over and all of its output has been sent on; null where it did not end by itself but was cut off.
   * A page that acknowledges no more delays it: it is closed through its port then.
   */
  exit: Promise<ShellExit | null>;
}

/** Opens a shell on a connection; `send` gets its output. Fails with `sessions.shell-refused`. */
export async function openShell(
  connection: Connection,
  user: string,
  size: TerminalSize,
  send: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<Shell> {
  const channel = await requestShell(connection, user, size);
  const output = new Output({
    send,
    pause: () => sources.forEach((source) => void source.pause()),
    resume: () => sources.forEach((source) => void source.resume()),
    now: () => performance.now(),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  // A pseudo-terminal has one stream, but a server may still use the other; a channel nobody reads would stall.
  const sources = [channel, channel.stderr];
  for (const source of sources) {
    source.on('data', (bytes: Buffer) => output.push(bytes));
    // What breaks a channel breaks its connection, which says why.
    source.on('error', () => {});
  }

  let ended: ShellExit | null = null;
  channel.on('exit', (exitCode: number | null, signal?: string) => {
    ended = { exitCode, signal: signal ?? null };
  });
  const exit = new Promise<ShellExit | null>((resolve) => {
    channel.once('close', () => {
      output.flush();
      resolve(ended ?? (connection.alive ? { exitCode: null, signal: null } : null));
    });
  });
  const usable = () => connection.alive && channel.writable;
  return {
    write: (bytes) => void (usable() && channel.write(bytes)),
    resize: ({ rows, cols }) => void (usable() && channel.setWindow(rows, cols, 0, 0)),
    acknowledge: (bytes) => output.acknowledge(bytes),
    exit,
  };
}

function requestShell(connection: Connection, user: string, size: TerminalSize): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    void connection.ended.then(reject);
    if (!connection.alive) return;
    connection.client.shell({ term: 'xterm-256color', ...size, width: 0, height: 0 }, (error, channel) => {
      if (error) reject(new SessionError('sessions.shell-refused', { user }, { cause: error }));
      else resolve(channel);
    });
  });
}
