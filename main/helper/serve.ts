import type { z } from 'zod';
import { helperRequest } from '../../contract/helper';
import type { Call, Result } from '../../contract/result';
import { errorData } from './error-data';

/** A MessagePort as Electron hands it to a helper process; Node's worker MessagePort has the same shape in tests. */
export interface TransferredPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** `process.parentPort` of an Electron utility process, as far as it is used. */
export interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: TransferredPort[] }) => void): unknown;
  postMessage(message: unknown): void;
}

export type Calls = Record<string, Call>;

/** One async function per call of the contract. Ports that came with the call are handed on. */
export type Handlers<C extends Calls> = {
  [Name in keyof C]: (
    input: z.output<C[Name]['input']>,
    ports: readonly TransferredPort[],
  ) => z.input<C[Name]['output']> | Promise<z.input<C[Name]['output']>>;
};

/**
 * Answers main's calls in a helper process: parses each input, runs its handler, and sends the result as data.
 * A `CodedError` crosses as `{ code, params }`; anything else crosses as `unexpected` and its stack goes to stderr.
 */
export function serveCalls<C extends Calls>(port: ParentPort, calls: C, handlers: Handlers<C>): void {
  port.on('message', ({ data, ports }) => {
    const { id, call, input } = helperRequest.parse(data);
    void answer(calls, handlers, call, input, ports).then((result) => port.postMessage({ id, result }));
  });
}

async function answer<C extends Calls>(
  calls: C,
  handlers: Handlers<C>,
  name: string,
  input: unknown,
  ports: readonly TransferredPort[],
): Promise<Result<unknown>> {
  const declared = Object.hasOwn(calls, name) ? calls[name] : undefined;
  const handler = handlers[name as keyof C];
  if (!declared || !handler) return { ok: false, error: { code: 'unknown-call', params: { call: name } } };
  try {
    const parsed = declared.input.parse(input) as z.output<C[keyof C]['input']>;
    return { ok: true, value: await handler(parsed, ports) };
  } catch (error) {
    return { ok: false, error: errorData(error) };
  }
}

/** Sends an event of the contract to main. */
export function emitter<E extends Record<string, z.ZodType>>(port: ParentPort) {
  return <Name extends keyof E & string>(event: Name, payload: z.input<E[Name]>): void =>
    port.postMessage({ event, payload });
}
