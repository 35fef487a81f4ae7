import { runProcess } from './run-process';

// The build puts the key worker beside this entry.
process.exitCode = await runProcess(process.argv.slice(2), new URL('./key-worker.js', import.meta.url));
