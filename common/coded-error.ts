/** What a sentence in `locales/` needs besides its code. Never a secret, never a whole file. */
export type ErrorParams = Record<string, string | number>;

/** An error as it crosses a process border. `code` is `<domain>.<what>`; the sentence is `error.<code>` in `locales/`. */
export interface ErrorData<Code extends string = string> {
  code: Code;
  params: ErrorParams;
}

/**
 * An expected failure. Each domain extends it with its own union of codes, e.g. `class KeyError extends CodedError<KeyErrorCode>`.
 * The message is the code and its parameters: words for people come from `locales/`.
 */
export class CodedError<Code extends string = string> extends Error implements ErrorData<Code> {
  readonly code: Code;
  readonly params: ErrorParams;

  constructor(code: Code, params: ErrorParams = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = new.target.name;
    this.code = code;
    this.params = params;
  }
}
