import { MessageChannel } from 'node:worker_threads';
import type { Answer, Prompt, Question } from '../../contract/prompts';
import type { OpenSession, SessionState } from '../../contract/sessions';
import { type PageToSession, sessionToPage } from '../../contract/sessions';
import type { TransferredPort } from '../../main/helper/serve';
import { Prompts } from '../../main/ssh/prompts';
import { Session } from '../../main/ssh/session';
import { type Timings, timings } from '../../main/ssh/timings';

export interface PageOptions {
  /** What differs from the product's own waiting times. */
  timings?: Partial<Timings>;
  /** False: the page acknowledges nothing, as one whose terminal stands still. */
  acknowledges?: boolean;
  /** Answers questions as they come; without it they stay open until the test answers. */
  answer?: (question: Question, page: SessionPage) => Answer | undefined;
}

/**
 * For sshd_config: a plain `sh` without line editing instead of the login shell with the user's start-up files, which differ
 * from one machine to the next and may hang. Without a HOME bash finds none, and it does look for them under sshd.
 */
export const plainShell = ['SetEnv HOME=/nonexistent', "ForceCommand PS1='ready> ' exec sh"];

const open = new Set<SessionPage>();

/** Closes every page that is still open, and waits until its session is over. For afterEach. */
export async function closePages(): Promise<void> {
  for (const page of open) {
    page.vanish();
    await page.over;
  }
  open.clear();
}

/** Plays main and the page for one session: its port, its questions, its terminal. Everything waited for is an event. */
export class SessionPage {
  readonly states: SessionState[] = [];
  readonly prompts: Prompt[] = [];
  readonly withdrawn: string[] = [];
  /** Resolves when the session is over and everything it sent has arrived. */
  readonly over: Promise<void>;
  readonly session: Session;
  received = 0;
  unacknowledged = 0;
  mostUnacknowledged = 0;
  #acknowledges: boolean;
  readonly #pieces: Uint8Array[] = [];
  readonly #port;
  readonly #questions: Prompts;
  readonly #watchers = new Set<() => void>();

  constructor(
    session: Omit<OpenSession, 'sessionId' | 'size'> & Partial<OpenSession>,
    options: PageOptions = {},
  ) {
    this.#acknowledges = options.acknowledges ?? true;
    this.#questions = new Prompts((event, payload) => {
      if (event === 'prompts.withdrawn') this.withdrawn.push(payload.promptId);
      else this.#asked(payload as Prompt, options.answer);
      this.#changed();
    });
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.on('message', (message) => this.#receive(message));
    this.session = new Session(
      { sessionId: 'session', size: { cols: 80, rows: 24 }, ...session },
      transferred(port2),
      this.#questions,
      { ...timings, ...options.timings },
    );
    // Node delivers what was posted before it closes the other end.
    const closed = new Promise<void>((resolve) => void port1.once('close', resolve));
    this.over = this.session.run().then(() => closed);
  }

  /** Everything the terminal has been sent, as text. */
  get text(): string {
    return Buffer.concat(this.#pieces).toString('utf8');
  }

  /** The last few hundred bytes, as text: cheap to look at while megabytes arrive. */
  get tail(): string {
    return Buffer.concat(this.#pieces.slice(-3)).subarray(-200).toString('latin1');
  }

  /** Everything the terminal has been sent. */
  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  get last(): SessionState | undefined {
    return this.states.at(-1);
  }

  /** Sends a message of the contract, or whatever else a broken page might send. */
  send(message: PageToSession): void {
    this.sendRaw(message);
  }

  sendRaw(message: unknown): void {
    this.#port.postMessage(message);
  }

  type(data: string): void {
    this.send({ type: 'input', data });
  }

  /** From now on acknowledges nothing, as a page whose terminal stands still. */
  holdBack(): void {
    this.#acknowledges = false;
  }

  /** Acknowledges all that is outstanding, and from now on everything at once. */
  acknowledgeAll(): void {
    this.#acknowledges = true;
    this.#acknowledge();
  }

  reply(prompt: Prompt, answer: Answer): void {
    this.#questions.answer(prompt.promptId, answer);
  }

  /** The page is closed or crashes. */
  vanish(): void {
    this.#port.close();
  }

  /** Resolves as soon as `holds` does; looks again whenever anything has arrived. Fails when the session is over first. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!holds()) return;
        this.#watchers.delete(look);
        resolve();
      };
      this.#watchers.add(look);
      void this.over.then(() => {
        look();
        reject(new Error(`The session ended first: ${JSON.stringify(this.last)}\n${this.text}`));
      });
    });
  }

  /** Resolves when a `plainShell` waits for a command. */
  async shell(): Promise<void> {
    await this.until(() => /(^|[\r\n])ready> $/.test(this.tail));
  }

  /** Runs a command in a `plainShell`; resolves with what it printed, without the echo of the command. */
  async run(command: string): Promise<string> {
    const before = this.text.length;
    this.type(`${command}\r`);
    await this.until(() => this.text.length > before);
    await this.shell();
    return this.text.slice(before);
  }

  #asked(prompt: Prompt, answer: PageOptions['answer']): void {
    this.prompts.push(prompt);
    // As in the product, the answer comes later than the question.
    setImmediate(() => {
      const given = answer?.(prompt.question, this);
      if (given) this.reply(prompt, given);
    });
  }

  #receive(message: unknown): void {
    const parsed = sessionToPage.parse(message);
    if (parsed.type === 'state') this.states.push(parsed.state);
    else {
      const { bytes } = parsed;
      if (bytes.byteLength !== bytes.buffer.byteLength)
        throw new Error(`${bytes.buffer.byteLength} bytes crossed the port for ${bytes.byteLength}`);
      this.#pieces.push(bytes);
      this.received += bytes.length;
      this.unacknowledged += bytes.length;
      this.mostUnacknowledged = Math.max(this.mostUnacknowledged, this.unacknowledged);
      if (this.#acknowledges) this.#acknowledge();
    }
    this.#changed();
  }

  #acknowledge(): void {
    if (this.unacknowledged > 0) this.send({ type: 'ack', bytes: this.unacknowledged });
    this.unacknowledged = 0;
  }

  #changed(): void {
    for (const look of this.#watchers) look();
  }
}

type NodePort = InstanceType<typeof MessageChannel>['port1'];

/** Node's port in the shape of Electron's: its messages come as `{ data }`. */
function transferred(port: NodePort): TransferredPort {
  return {
    on(event: 'message' | 'close', listener: (event: { data: unknown }) => void) {
      if (event === 'close') port.on('close', () => listener({ data: undefined }));
      else port.on('message', (data: unknown) => listener({ data }));
    },
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  };
}
