import type { Socket } from 'node:net';
import { Client } from 'ssh2';

/** How long the last bytes may take to leave before the socket is torn down. */
const lingerMs = 2_000;

/** ssh2's client on its socket, with one end: the first reason counts, and nothing is written afterwards. */
export class Connection {
  readonly client = new Client();
  /** Resolves, once, when the connection is over, with the reason. Never rejects. */
  readonly ended: Promise<Error>;
  readonly #socket: Socket;
  #alive = true;
  #resolveEnded: (reason: Error) => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
  }

  /** False as soon as nothing may be written any more: ssh2 throws when it is told to. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Ends the connection from this side: tells the server goodbye first. Without effect where the server was faster. */
  leave(reason: Error): void {
    if (!this.#alive) return;
    this.client.end();
    this.over(reason);
  }

  /** Takes note of why the connection is over, as ssh2 or the socket said. Only the first reason counts. */
  over(reason: Error): void {
    this.hangUp();
    this.#resolveEnded(reason);
  }

  /** Closes the socket. Does not say why the connection is over: after the end of a stream the socket may still report an error. */
  hangUp(): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#socket.setTimeout(lingerMs, () => this.#socket.destroy());
    this.#socket.destroySoon();
  }
}
