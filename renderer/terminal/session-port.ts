import { sessionPortMessage } from '../../contract/channels';

const arrived = new Map<string, MessagePort>();
const waiting = new Map<string, (port: MessagePort) => void>();

/** The preload sends each session's port as a window message, before or after we ask for it. */
window.addEventListener('message', ({ source, origin, data, ports }: MessageEvent) => {
  const [port] = ports;
  if (source !== window || origin !== window.location.origin || !port) return;
  const { type, sessionId } = data as { type: unknown; sessionId: string };
  if (type !== sessionPortMessage) return;
  const take = waiting.get(sessionId);
  waiting.delete(sessionId);
  if (take) take(port);
  else arrived.set(sessionId, port);
});

/** The MessagePort of a session that was opened under this id. */
export function sessionPort(sessionId: string): Promise<MessagePort> {
  const port = arrived.get(sessionId);
  arrived.delete(sessionId);
  if (port) return Promise.resolve(port);
  return new Promise((resolve) => waiting.set(sessionId, resolve));
}
