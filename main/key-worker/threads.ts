import { Worker } from 'node:worker_threads';
import { keyWorkerFile } from './worker-file';

/** Milliseconds that a thread without work is kept: a new one takes some 50 ms to start, many keys often come in a row. */
const idleTime = 10_000;
/** MiB of JavaScript. Key files are small; what Argon2 and scrypt take lies outside and has its own limits. */
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 32 };

/** Threads that have no work at the moment, each with the timer that ends it. */
const idle = new Map<Worker, NodeJS.Timeout>();
let alive = 0;

/** How many threads there are, idle ones too. */
export function countKeyThreads(): number {
  return alive;
}

/** A thread for one piece of work: an idle one, or a new one. */
export function takeThread(): Worker {
  const [waiting] = idle;
  if (!waiting) return startThread();
  const [worker, timer] = waiting;
  clearTimeout(timer);
  idle.delete(worker);
  worker.ref();
  return worker;
}

/** Takes back a thread whose work is done. It does not keep the program from ending. */
export function returnThread(worker: Worker): void {
  worker.unref();
  const timer = setTimeout(() => {
    idle.delete(worker);
    void worker.terminate();
  }, idleTime);
  timer.unref();
  idle.set(worker, timer);
}

function startThread(): Worker {
  // Nothing of this process's settings or environment is of use there.
  const worker = new Worker(keyWorkerFile(), { name: 'keys', env: {}, execArgv: [], resourceLimits });
  alive += 1;
  // Of an error in the middle of some work its caller hears; a later one just ends the thread, and must not end the program.
  worker.on('error', () => {});
  worker.once('exit', () => {
    alive -= 1;
    clearTimeout(idle.get(worker));
    idle.delete(worker);
  });
  return worker;
}
