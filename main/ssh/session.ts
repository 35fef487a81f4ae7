import { assertNever } from '../../common/assert-never';
import {
  type OpenSession,
  type PageToSession,
  pageToSession,
  type SessionState,
  type SessionToPage,
  type TerminalSize,
} from '../../contract/sessions';
import { errorData } from '../helper/error-data';
import type { TransferredPort } from '../helper/serve';
import { connect } from './connect';
import type { Connection } from './connection';
import { printable } from './printable';
import type { Prompts } from './prompts';
import { openShell, type Shell, type ShellExit } from './shell';
import type { Timings } from './timings';

/** Why a session ends that was closed from this side. */
class SessionClosed extends Error {}

/** What a session ends in that was closed from this side: nothing failed, and the far side said nothing. */
const closedHere: ShellExit = { exitCode: null, signal: null };

/** One session: a connection, its shell, and the port to its page. */
export class Session {
  readonly #open: OpenSession;
  readonly #port: TransferredPort;
  readonly #prompts: Prompts;
  readonly #timings: Timings;
  readonly #closing = new AbortController();
  readonly #closed: Promise<ShellExit>;
  #size: TerminalSize;
  #shell: Shell | null = null;
  #ignored = 0;

  constructor(open: OpenSession, port: TransferredPort, prompts: Prompts, timings: Timings) {
    this.#open = open;
    this.#port = port;
    this.#prompts = prompts;
    this.#timings = timings;
    this.#size = open.size;
    this.#closed = new Promise((resolve) => {
      this.#closing.signal.addEventListener('abort', () => resolve(closedHere), { once: true });
    });
  }

  /** How many messages on the port did not parse and were ignored. */
  get ignored(): number {
    return this.#ignored;
  }

  /** Closes the session from this side, whatever it is doing. */
  close(): void {
    this.#closing.abort(new SessionClosed());
  }

  /** Runs the session to its end; resolves when it is over and its port is closed. Never rejects: failures are states. */
  async run(): Promise<void> {
    this.#port.on('message', ({ data }) => this.#receive(data));
    this.#port.on('close', () => this.close());
    this.#port.start();
    const { address, port, user, key } = this.#open;
    this.#tell({ state: 'connecting', address, port, user, keyName: key?.name ?? null });
    const last = await this.#connectAndRun();
    this.#prompts.withdraw(this.#open.sessionId);
    this.#tell(last);
    this.#port.close();
  }

  /** From the first packet to the last; answers with the state the session ends in. */
  async #connectAndRun(): Promise<SessionState> {
    try {
      const connection = await connect({
        open: this.#open,
        ask: (question) => this.#prompts.ask(this.#open.sessionId, question),
        timings: this.#timings,
        signal: this.#closing.signal,
        onLogin: () => this.#tell({ state: 'authenticating' }),
        onBanner: (text) => this.#send(bannerBytes(text)),
      });
      return await this.#runShell(connection);
    } catch (error) {
      if (error instanceof SessionClosed) return { state: 'ended', ...closedHere };
      return { state: 'failed', error: errorData(error) };
    }
  }

  async #runShell(connection: Connection): Promise<SessionState> {
    try {
      const { user } = this.#open;
      const shell = await openShell(connection, user, this.#size, (bytes) => this.#send(bytes));
      this.#shell = shell;
      // The window may have been resized while the shell was on its way.
      shell.resize(this.#size);
      this.#tell({ state: 'open' });
      const exit = await Promise.race([shell.exit, this.#closed]);
      if (exit) return { state: 'ended', ...exit };
      return { state: 'lost', error: errorData(await connection.ended) };
    } finally {
      connection.leave(new SessionClosed());
    }
  }

  #receive(data: unknown): void {
    const message = pageToSession.safeParse(data);
    if (message.success) this.#obey(message.data);
    else this.#ignored += 1;
  }

  #obey(message: PageToSession): void {
    switch (message.type) {
      case 'input':
        this.#shell?.write(Buffer.from(message.data, 'utf8'));
        break;
      case 'binary':
        this.#shell?.write(Buffer.from(message.data, 'latin1'));
        break;
      case 'resize':
        this.#size = { cols: message.cols, rows: message.rows };
        this.#shell?.resize(this.#size);
        break;
      case 'ack':
        this.#shell?.acknowledge(message.bytes);
        break;
      case 'close':
        this.close();
        break;
      default:
        assertNever(message);
    }
  }

  #tell(state: SessionState): void {
    this.#port.postMessage({ type: 'state', state } satisfies SessionToPage);
  }

  #send(bytes: Uint8Array<ArrayBuffer>): void {
    this.#port.postMessage({ type: 'data', bytes } satisfies SessionToPage);
  }
}

/** A banner as a terminal shows it. In an array of its own: one from Buffer's pool would carry the pool to the page. */
function bannerBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(printable(text).replaceAll('\n', '\r\n'));
}
