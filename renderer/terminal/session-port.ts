import { sessionPortMessage } from '../../contract/channels';

const waiting = new Map<string, (port: MessagePort) => void>();

/** The preload sends each session's port as a window message. One that nobody waits for (a page that was reloaded) is closed. */
window.addEventListener('message', ({ source, origin, data, ports }: MessageEvent) => {
  const [port] = ports;
  if (source !== window || origin !== window.location.origin || !port) return;
  const { type, sessionId } = data as { type: unknown; sessionId: string };
  if (type !== sessionPortMessage) return;
  const take = waiting.get(sessionId);
  waiting.delete(sessionId);
  if (take) take(port);
  else port.close();
});

/** The MessagePort of a session, asked for before the session is opened under this id. */
export function sessionPort(sessionId: string): Promise<MessagePort> {
  return new Promise((resolve) => waiting.set(sessionId, resolve));
}
