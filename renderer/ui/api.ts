import { CodedError } from '../../common/coded-error';
import type { PageApi } from '../../contract/page';
import type { Result } from '../../contract/result';

declare global {
  interface Window {
    readonly latchkey: PageApi;
  }
}

/** The main process, through the preload. */
export const latchkey = window.latchkey;

/** The value of an answer; an error that came as data is thrown as a `CodedError`, for the query cache to hold. */
export async function unwrap<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (result.ok) return result.value;
  throw new CodedError(result.error.code, result.error.params);
}
