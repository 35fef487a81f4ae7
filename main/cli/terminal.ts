import { StringDecoder } from 'node:string_decoder';

/** Asks on the terminal without echo. The prompt goes to stderr, so that stdout stays clean. Ctrl-C and Ctrl-D end the program, as a signal would. */
export function askOnTerminal(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  // Echo goes off first: who types as soon as the prompt is there must not be seen.
  stdin.setRawMode(true);
  stderr.write(prompt);
  stdin.resume();
  const decoder = new StringDecoder('utf8');
  let typed = '';
  return new Promise((resolve) => {
    const done = () => {
      stdin.off('data', onData);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
    };
    const onData = (bytes: Buffer) => {
      for (const character of decoder.write(bytes)) {
        if (character === '\r' || character === '\n') {
          done();
          resolve(typed);
          return;
        }
        if (character === '\u0003' || character === '\u0004') {
          done();
          process.exit(130);
        }
        // Backspace, which terminals send as either; Ctrl-U takes everything back.
        if (character === '\u007f' || character === '\b') typed = Array.from(typed).slice(0, -1).join('');
        else if (character === '\u0015') typed = '';
        else typed += character;
      }
    };
    stdin.on('data', onData);
  });
}

let statusShown = false;

/** Shows a line on stderr in place of the one before it; null takes it away. */
export function showStatusOnTerminal(line: string | null): void {
  // Back to the beginning of the line, and everything after the cursor away (ECMA-48, EL).
  if (line !== null || statusShown) process.stderr.write(`\r\x1b[K${line ?? ''}`);
  statusShown = line !== null;
}
