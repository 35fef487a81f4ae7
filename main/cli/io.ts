import type { Translate } from '../../locales';

/** What the command line touches outside itself; tests hand in their own. */
export interface CliIo {
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  /** Asks for a passphrase without echo. Null where there is no terminal to ask on. */
  askPassphrase: ((prompt: string) => Promise<string>) | null;
  /** Ends the asking: until then nothing that is typed is shown. Left out where nothing can be asked. */
  endAsking?: () => void;
  /** Shows a line in place of the one before it; null takes it away. Left out where there is no terminal to show it on. */
  showStatus?: (line: string | null) => void;
  t: Translate;
}

/** Exit statuses of cli.md: the same for every verb. */
export const exitStatus = { done: 0, failed: 1, usage: 2, unknown: 3 } as const;
