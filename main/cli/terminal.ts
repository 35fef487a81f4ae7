import { StringDecoder } from 'node:string_decoder';

/**
 * Asks on the terminal without echo, which stays off until `endAsking`: what is typed while a passphrase is tried must not be
 * seen either. The prompt goes to stderr, so that stdout stays clean. Ctrl-C and Ctrl-D end the program, as a signal would.
 */
export function askOnTerminal(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  // Echo goes off first: who types as soon as the prompt is there must not be seen.
  stdin.setRawMode(true);
  stdin.off('data', ignoreTyped);
  stderr.write(prompt);
  stdin.resume();
  const decoder = new StringDecoder('utf8');
  let typed = '';
  return new Promise((resolve) => {
    const onData = (bytes: Buffer) => {
      for (const character of decoder.write(bytes)) {
        if (character === '\r' || character === '\n') {
          stdin.off('data', onData);
          stdin.on('data', ignoreTyped);
          stderr.write('\n');
          resolve(typed);
          return;
        }
        if (character === interrupt || character === '\u0004') {
          endAsking();
          stderr.write('\n');
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

/** Gives the terminal its echo back, once nothing more is to be asked. Of no effect where nothing was. */
export function endAsking(): void {
  const { stdin } = process;
  if (!stdin.isRaw) return;
  stdin.off('data', ignoreTyped);
  stdin.setRawMode(false);
  stdin.pause();
}

/** Ctrl-C as it is typed: without echo the terminal makes no signal of it. */
const interrupt = '\u0003';

/** Drops what nobody has asked for. Ctrl-C still is the signal that work listens for. */
function ignoreTyped(bytes: Buffer): void {
  if (bytes.includes(interrupt) && !process.emit('SIGINT')) process.exit(130);
}

let statusShown = false;

/** Shows a line on stderr in place of the one before it; null takes it away. */
export function showStatusOnTerminal(line: string | null): void {
  // Back to the beginning of the line, and everything after the cursor away (ECMA-48, EL).
  if (line !== null || statusShown) process.stderr.write(`\r\x1b[K${line ?? ''}`);
  statusShown = line !== null;
}
