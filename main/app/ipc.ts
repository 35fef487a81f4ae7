import { ipcMain, type WebFrameMain } from 'electron';
import type { z } from 'zod';
import type { Call, Result } from '../../contract/result';
import { errorData } from '../helper/error-data';
import { pageOrigin } from './page-address';

/** One function per call of the page. An expected failure is thrown as a `CodedError` and reaches the page as data. */
export type CallHandlers<C extends Record<string, Call>> = {
  [Name in keyof C]: (
    input: z.output<C[Name]['input']>,
  ) => z.input<C[Name]['output']> | Promise<z.input<C[Name]['output']>>;
};

/**
 * Answers the page's calls: only from the main frame of our own page, and only with input that fits the contract.
 * Errors: `unexpected-sender`, `invalid-input`, and whatever coded error the handler throws.
 */
export function handleCalls<C extends Record<string, Call>>(calls: C, handlers: CallHandlers<C>): void {
  for (const [name, declared] of Object.entries(calls)) {
    const handler = handlers[name as keyof C];
    ipcMain.handle(name, async (event, input: unknown): Promise<Result<unknown>> => {
      if (!isOurPage(event.senderFrame)) return failed('unexpected-sender');
      const parsed = declared.input.safeParse(input);
      if (!parsed.success) return failed('invalid-input');
      try {
        return { ok: true, value: await handler(parsed.data as z.output<C[keyof C]['input']>) };
      } catch (error) {
        return { ok: false, error: errorData(error) };
      }
    });
  }
}

/** True for the top frame of a window that shows our page; a frame inside it, or any other page, is a stranger. */
function isOurPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${pageOrigin}/`);
}

function failed(code: string): Result<never> {
  return { ok: false, error: { code, params: {} } };
}
