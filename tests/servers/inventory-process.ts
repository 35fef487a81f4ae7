import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { z } from 'zod';
import { helperMessage } from '../../contract/helper';
import { errorDataSchema } from '../../contract/result';

/** The inventory process as it is built for the app, run by this runtime (Node, or Electron as Node) without a window. */
export interface InventoryProcess {
  /** One call of the contract, answered as data. */
  call(name: string, input: unknown): Promise<Answer>;
  /** The value of a call; an error where it fails. */
  succeed(name: string, input: unknown): Promise<unknown>;
  /** Files of the AWS SDK that the process has loaded so far. */
  loadedSdkFiles(): Promise<string[]>;
  /** All that it has printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

/** Electron gives a utility process its `parentPort`; here Node's channel to the parent stands in for it. */
const host = `
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
const { cache } = createRequire(import.meta.url);
process.parentPort = Object.assign(new EventEmitter(), { postMessage: (message) => process.send(message) });
await import('./process.js');
process.on('message', (data) => {
  if (data.call !== 'loaded') return process.parentPort.emit('message', { data, ports: [] });
  const value = Object.keys(cache).filter((file) => /[\\\\/]@aws-sdk[\\\\/]/.test(file));
  process.send({ id: data.id, result: { ok: true, value } });
});
`;

const result = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: errorDataSchema }),
]);
type Answer = z.infer<typeof result>;

/** The built process, ready to be started as often as a test likes. */
export interface BuiltInventoryProcess {
  /** Starts it with these variables on top of the environment's. */
  start(env: Record<string, string>): InventoryProcess;
  remove(): void;
}

/** Builds the process into a folder of the repository, where packages are found as the app finds them. */
export async function buildInventoryProcess(): Promise<BuiltInventoryProcess> {
  const out = join(import.meta.dirname, '../../out');
  mkdirSync(out, { recursive: true });
  const dir = mkdtempSync(join(out, 'inventory-test-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(import.meta.dirname, '../../main/inventory/process.ts'),
      outDir: dir,
      target: 'node20',
      rollupOptions: { output: { format: 'es', entryFileNames: 'process.js' } },
    },
  });
  const hostFile = join(dir, 'host.mjs');
  writeFileSync(hostFile, host);
  return { start: (env) => start(hostFile, env), remove: () => rmSync(dir, { recursive: true }) };
}

function start(hostFile: string, env: Record<string, string>): InventoryProcess {
  const child = fork(hostFile, { env: { ...process.env, ...env }, silent: true, execArgv: [] });
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    printed += String(chunk);
  });
  let calls = 0;
  const call: InventoryProcess['call'] = (name, input) => {
    calls += 1;
    return answer(child, { id: calls, call: name, input }, () => printed);
  };
  const succeed: InventoryProcess['succeed'] = async (name, input) => {
    const answered = await call(name, input);
    if (!answered.ok) throw new Error(answered.error.code);
    return answered.value;
  };
  return {
    call,
    succeed,
    loadedSdkFiles: async () => z.array(z.string()).parse(await succeed('loaded', null)),
    printed: () => printed,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // It leaves the signals of a log-out to main (main/helper/outlive-signals.ts).
      if (child.kill('SIGKILL')) await ended;
    },
  };
}

function answer(
  child: ChildProcess,
  request: { id: number; call: string; input: unknown },
  printed: () => string,
) {
  return new Promise<Answer>((resolve, reject) => {
    const onExit = () => reject(new Error(`The process has ended: ${printed()}`));
    const onMessage = (data: unknown) => {
      const message = helperMessage.parse(data);
      if (!('id' in message) || message.id !== request.id) return;
      child.off('message', onMessage).off('exit', onExit);
      resolve(result.parse(message.result));
    };
    child.on('message', onMessage).once('exit', onExit);
    child.send(request);
  });
}
