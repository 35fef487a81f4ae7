import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { z } from 'zod';
import { CodedError } from '../../common/coded-error';
import { helperMessage } from '../../contract/helper';
import type { Call, Result } from '../../contract/result';
import { builtFile } from './built-files';

interface Waiting {
  call: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

export interface HelperOptions<E extends Record<string, z.ZodType>> {
  name: 'inventory' | 'sessions';
  /** Events the helper may send, with the schemas their payloads are parsed by. */
  events: E;
  /** What each of them does. */
  on: { [Name in keyof E]: (payload: z.output<E[Name]>) => void };
  /** What a call fails with where the process ended before it answered. */
  diedCode: (call: string) => string;
  /** It ended by itself: whatever it held is lost. The next call starts it again. */
  onDied: () => void;
}

/**
 * One of the two helper processes, as main sees it: calls go in, results and events come out.
 * It starts with `start` or with the first call, and again with the next call after it died.
 */
export class HelperProcess<C extends Record<string, Call>, E extends Record<string, z.ZodType>> {
  readonly #options: HelperOptions<E>;
  readonly #waiting = new Map<number, Waiting>();
  #process: UtilityProcess | null = null;
  #nextId = 1;

  constructor(_calls: C, options: HelperOptions<E>) {
    this.#options = options;
  }

  /** Starts the process unless it runs. */
  start(): UtilityProcess {
    if (this.#process) return this.#process;
    const child = utilityProcess.fork(builtFile('main', `${this.#options.name}.js`), [], {
      serviceName: `Latchkey ${this.#options.name}`,
      stdio: 'inherit',
    });
    child.on('message', (message: unknown) => this.#receive(message));
    child.once('exit', () => this.#died(child));
    this.#process = child;
    return child;
  }

  /** Calls the helper. Errors: the coded errors of the call, and the options' `diedCode` when it ends before it answers. */
  call<Name extends keyof C & string>(
    name: Name,
    input: z.input<C[Name]['input']>,
    ports: MessagePortMain[] = [],
  ): Promise<z.output<C[Name]['output']>> {
    const child = this.start();
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { call: name, resolve: resolve as Waiting['resolve'], reject });
      child.postMessage({ id, call: name, input }, ports);
    });
  }

  /** True while there is a process to talk to. */
  get running(): boolean {
    return this.#process !== null;
  }

  /** Ends the process as if it had died by itself: what waits for it fails. */
  kill(): void {
    const pid = this.#process?.pid;
    // Not by a signal that it may be busy with, or outlives.
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  /** Ends the process for good, when the program quits. */
  stop(): void {
    const child = this.#process;
    this.#process = null;
    child?.kill();
  }

  #receive(raw: unknown): void {
    const message = helperMessage.parse(raw);
    if ('event' in message) {
      const { events, on } = this.#options;
      const schema = events[message.event];
      if (schema) on[message.event]?.(schema.parse(message.payload) as z.output<E[string]>);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    const result = message.result as Result<unknown>;
    if (result.ok) waiting?.resolve(result.value);
    else waiting?.reject(new CodedError(result.error.code, result.error.params));
  }

  #died(child: UtilityProcess): void {
    if (this.#process !== child) return;
    this.#process = null;
    const { diedCode } = this.#options;
    for (const { call, reject } of this.#waiting.values()) reject(new CodedError(diedCode(call)));
    this.#waiting.clear();
    this.#options.onDied();
  }
}
