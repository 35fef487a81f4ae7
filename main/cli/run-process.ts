import { languageOf, translator } from '../../locales';
import { setKeyWorkerFile } from '../key-worker/worker-file';
import { runCli } from './index';
import { askOnTerminal, endAsking, showStatusOnTerminal } from './terminal';

/** The language as POSIX programs find it; where nothing is set, as on Windows, the system's. */
function systemLanguage(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
}

/**
 * Runs the command line on this process's own streams and yields its exit status. `argv` is without the program's name;
 * `keyWorkerFile` is where the built key worker lies.
 */
export function runProcess(argv: string[], keyWorkerFile: URL): Promise<number> {
  setKeyWorkerFile(keyWorkerFile);
  // `latchkey … | head` closes the pipe early; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return runCli(argv, {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    askPassphrase: process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : null,
    endAsking,
    showStatus: process.stderr.isTTY ? showStatusOnTerminal : undefined,
    t: translator(languageOf(systemLanguage())),
  });
}
