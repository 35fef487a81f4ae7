import type { OpenSession } from '../../contract/sessions';
import type { TransferredPort } from '../helper/serve';
import type { Prompts } from './prompts';
import { Session } from './session';
import { timings } from './timings';

/** The sessions of this process. */
export class Sessions {
  readonly #running = new Map<string, { session: Session; over: Promise<void> }>();
  readonly #prompts: Prompts;

  constructor(prompts: Prompts) {
    this.#prompts = prompts;
  }

  /** Starts a session that talks to its page over `port`; how it goes is said there. */
  open(open: OpenSession, port: TransferredPort): void {
    const { sessionId } = open;
    if (this.#running.has(sessionId)) throw new Error(`Session ${sessionId} is open already`);
    const session = new Session(open, port, this.#prompts, timings);
    const over = session.run().finally(() => this.#running.delete(sessionId));
    this.#running.set(sessionId, { session, over });
  }

  /** Resolves when the session is over; at once where there is none of this id. */
  async over(sessionId: string): Promise<void> {
    await this.#running.get(sessionId)?.over;
  }

  /** Closes a session; without effect where it is over. */
  close(sessionId: string): void {
    this.#running.get(sessionId)?.session.close();
  }
}
