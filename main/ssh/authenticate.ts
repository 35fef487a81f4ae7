import type { AnyAuthMethod, Prompt } from 'ssh2';
import type { ErrorParams } from '../../common/coded-error';
import type { OpenSession } from '../../contract/sessions';
import { SessionError } from './errors';
import { printable } from './printable';
import { readSigningKey } from './private-key';
import type { Ask } from './prompts';

/** As OpenSSH's NumberOfPasswordPrompts. */
const maxQuestions = 3;

/** Who logs in, and where. */
export type Login = Pick<OpenSession, 'user' | 'address' | 'key'>;

/**
 * Chooses how to log in, one attempt at a time, in OpenSSH's order: the key, keyboard-interactive, the password.
 * The first attempt is `none`: it makes the server list its methods, so that no passphrase is asked for in vain.
 */
export class Authenticator {
  readonly #login: Login;
  readonly #ask: Ask;
  readonly #fail: (error: Error) => void;
  readonly #signal: AbortSignal;
  #keyTried = false;
  #questions = 0;
  #interactiveAsked = true;
  #refusal: ErrorParams | null = null;

  /**
   * `fail` ends the connection: what the user cancels while the server waits for an answer. `signal` is raised when the
   * connection is over, and a key need not be opened any more.
   */
  constructor(login: Login, ask: Ask, fail: (error: Error) => void, signal: AbortSignal) {
    this.#login = login;
    this.#ask = ask;
    this.#fail = fail;
    this.#signal = signal;
  }

  /** What to say where the server ends the connection over the attempt under way; null before the first real one. */
  get refusal(): ErrorParams | null {
    return this.#refusal;
  }

  /**
   * The next attempt. `offered` are the methods that the server still accepts, null before the first; `partial` is true where
   * the last attempt was right and another one is wanted on top. Fails with `sessions.auth-refused`, `auth-cancelled`,
   * `key-required`, or what is wrong with the key file.
   */
  async next(offered: readonly string[] | null, partial: boolean): Promise<AnyAuthMethod> {
    const username = this.#login.user;
    if (offered === null) return { type: 'none', username };
    if (partial) this.#questions = 0;
    const tried = this.#keyTried || this.#questions > 0 || partial;
    this.#refusal = { user: username, methods: offered.join(', ') };

    if (offered.includes('publickey') && this.#login.key && !this.#keyTried) {
      this.#keyTried = true;
      const key = await readSigningKey(this.#login.key, this.#ask, this.#signal);
      return { type: 'publickey', username, key };
    }
    if (this.#questions < maxQuestions) {
      if (offered.includes('keyboard-interactive') && this.#interactiveAsked) return this.#interactive();
      if (offered.includes('password')) return await this.#password();
    }
    throw new SessionError(tried ? 'sessions.auth-refused' : this.#impossible(offered), this.#refusal);
  }

  /** Nothing could even be tried: usually a server that takes keys only, and none was chosen. */
  #impossible(offered: readonly string[]): 'sessions.key-required' | 'sessions.auth-refused' {
    return offered.includes('publickey') ? 'sessions.key-required' : 'sessions.auth-refused';
  }

  async #password(): Promise<AnyAuthMethod> {
    const { user, address } = this.#login;
    const wrongBefore = this.#questions > 0;
    this.#questions += 1;
    const answer = await this.#ask({ kind: 'password', user, address, wrongBefore });
    if (answer === 'cancelled') throw new SessionError('sessions.auth-cancelled');
    return { type: 'password', username: user, password: answer.password };
  }

  /** A server may ask several times within one attempt (password, then code), or refuse without asking: then never again. */
  #interactive(): AnyAuthMethod {
    this.#interactiveAsked = false;
    return {
      type: 'keyboard-interactive',
      username: this.#login.user,
      prompt: (name, instructions, _language, prompts, finish) => {
        if (!this.#interactiveAsked) this.#questions += 1;
        this.#interactiveAsked = true;
        this.#askInteractive(name, instructions, prompts).then(finish, this.#fail);
      },
    };
  }

  async #askInteractive(name: string, instructions: string, prompts: readonly Prompt[]): Promise<string[]> {
    const answer = await this.#ask({
      kind: 'interactive',
      name: printable(name),
      instructions: printable(instructions),
      prompts: prompts.map(({ prompt, echo }) => ({ text: printable(prompt), echo: echo === true })),
    });
    if (answer === 'cancelled') throw new SessionError('sessions.auth-cancelled');
    return answer.answers;
  }
}
