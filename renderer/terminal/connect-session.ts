import type { SessionTarget } from '../../contract/page';
import {
  flow,
  type PageToSession,
  type SessionState,
  type SessionToPage,
  type TerminalSize,
} from '../../contract/sessions';
import { latchkey } from '../ui/api';
import { countAcknowledged } from './count-acknowledged';
import { sessionPort } from './session-port';

interface SessionOutput {
  /** Writes bytes to the terminal; `done` is called when they were parsed. */
  write: (bytes: Uint8Array, done: () => void) => void;
  onState: (state: SessionState) => void;
}

export interface PageSession {
  send: (message: PageToSession) => void;
  /** Ends the session and hears nothing more of it. */
  close: () => void;
}

const lost: SessionState = { state: 'lost', error: { code: 'sessions.process-died', params: {} } };

/** Opens a session and joins it to a terminal. Failures arrive as states, also those before there is a connection. */
export function connectSession(
  target: SessionTarget,
  size: TerminalSize,
  output: SessionOutput,
): PageSession {
  const sessionId = crypto.randomUUID();
  let port: MessagePort | null = null;
  let closed = false;
  const early: PageToSession[] = [];

  const send = (message: PageToSession): void => {
    if (port) port.postMessage(message);
    else if (message.type === 'resize') early.push(message);
  };

  const join = (opened: MessagePort): void => {
    if (closed) {
      opened.close();
      return;
    }
    let over = false;
    port = opened;
    const acknowledge = countAcknowledged(flow.ackEvery, (bytes) => send({ type: 'ack', bytes }));
    opened.addEventListener('message', ({ data }: MessageEvent<SessionToPage>) => {
      if (closed) return;
      if (data.type === 'data') {
        const { bytes } = data;
        output.write(bytes, () => acknowledge(bytes.length));
      } else {
        over = ['ended', 'failed', 'lost'].includes(data.state.state);
        output.onState(data.state);
      }
    });
    // The sessions process closes the port only after its last state: without one, the process itself is gone.
    opened.addEventListener('close', () => {
      if (!closed && !over) output.onState(lost);
    });
    opened.start();
    for (const message of early) opened.postMessage(message);
  };

  void sessionPort(sessionId).then(join);
  void latchkey.sessions.open({ sessionId, target, size }).then((result) => {
    if (!result.ok && !closed) output.onState({ state: 'failed', error: result.error });
  });

  return {
    send,
    close: () => {
      closed = true;
      port?.postMessage({ type: 'close' } satisfies PageToSession);
      port?.close();
    },
  };
}
