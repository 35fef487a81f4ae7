/** The key of the list that a session logs in with. */
export interface SessionKey {
  keyId: string;
  /** True where the last passphrase was a kept one: if it was wrong, the user is not to blame. */
  answeredByKept: boolean;
}

/** Which key of the list each open session logs in with. */
export class SessionKeys {
  readonly #keys = new Map<string, SessionKey>();

  opened(sessionId: string, keyId: string): void {
    this.#keys.set(sessionId, { keyId, answeredByKept: false });
  }

  over(sessionId: string): void {
    this.#keys.delete(sessionId);
  }

  of(sessionId: string): SessionKey | undefined {
    return this.#keys.get(sessionId);
  }
}
