import { languageOf, translator } from '../../locales';
import { runCli } from './index';
import { askOnTerminal } from './terminal';

/** The language as POSIX programs find it; where nothing is set, as on Windows, the system's. */
function systemLanguage(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
}

// `latchkey … | head` closes the pipe early; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  askPassphrase: process.stdin.isTTY && process.stderr.isTTY ? askOnTerminal : null,
  t: translator(languageOf(systemLanguage())),
});
