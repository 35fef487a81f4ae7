import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { channels, dropChannel, type EventName, eventNames, sessionPortMessage } from '../contract/channels';

const calls = Object.fromEntries(
  Object.entries(channels).map(([domain, verbs]) => [
    domain,
    Object.fromEntries(
      verbs.map((verb) => [verb, (input: unknown = null) => ipcRenderer.invoke(`${domain}.${verb}`, input)]),
    ),
  ]),
);

contextBridge.exposeInMainWorld('latchkey', {
  ...calls,
  dropKeys: (files: File[]) =>
    ipcRenderer.invoke(dropChannel, { paths: files.map((file) => webUtils.getPathForFile(file)) }),
  on: (event: EventName, listener: (payload: unknown) => void) => {
    if (!eventNames.includes(event)) throw new Error(`No such event: ${event}`);
    const forward = (_: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(event, forward);
    return () => ipcRenderer.removeListener(event, forward);
  },
});

// A MessagePort cannot cross the context bridge; a window message to our own origin can carry it.
ipcRenderer.on(sessionPortMessage, (event, sessionId: string) => {
  window.postMessage({ type: sessionPortMessage, sessionId }, window.location.origin, event.ports);
});
