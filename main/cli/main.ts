import { runProcess } from './run-process';

process.exitCode = await runProcess(process.argv.slice(2));
