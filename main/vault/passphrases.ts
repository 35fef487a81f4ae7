import { z } from 'zod';

/** A kept passphrase on disk: of which key, and the passphrase as the keyring's encryption gives it. */
const sealedPassphrase = z.object({ sha256: z.string(), sealed: z.string() });

/** Kept passphrases by key id, as their store file has them. */
export const sealedPassphrases = z.record(z.string(), sealedPassphrase);
export type SealedPassphrases = z.infer<typeof sealedPassphrases>;

/** Encryption that only this user's keyring can undo. `open` throws for what it did not seal. */
export interface Sealing {
  seal: (passphrase: string) => string;
  open: (sealed: string) => string;
}

/** Where sealed passphrases lie. */
export interface SealedStore {
  get: () => SealedPassphrases;
  set: (value: SealedPassphrases) => Promise<void>;
}

/** Which key a passphrase belongs to: the file on the list, and the fingerprint of the key in it. */
export interface KeyIdentity {
  keyId: string;
  /** `SHA256:…`; null where it is not known, and then no passphrase is offered. */
  sha256: string | null;
}

/**
 * The passphrases that the user wants kept. One belongs to a file and to the key in it: another key at the same path, or
 * the same key in another file, is never offered it.
 */
export class KeptPassphrases {
  readonly #store: SealedStore;
  readonly #sealing: () => Sealing | null;
  /** Those of this session: nothing protects them on disk, so they never get there. */
  readonly #inMemory = new Map<string, { sha256: string; passphrase: string }>();

  /**
   * `sealing` answers null where there is no keyring: what is sealed on disk then waits for one. It is not asked before a
   * passphrase is to be kept or found, since a keyring may want its own password first.
   */
  constructor(store: SealedStore, sealing: () => Sealing | null) {
    this.#store = store;
    this.#sealing = sealing;
  }

  /** Keeps a passphrase that has opened its key; it goes before an earlier one. */
  async keep({ keyId, sha256 }: { keyId: string; sha256: string }, passphrase: string): Promise<void> {
    const sealed = this.#seal(passphrase);
    if (sealed === null) {
      // What lies sealed stays: a keyring that is locked for now will open it at another start.
      this.#inMemory.set(keyId, { sha256, passphrase });
    } else {
      this.#inMemory.delete(keyId);
      await this.#store.set({ ...this.#store.get(), [keyId]: { sha256, sealed } });
    }
  }

  /** True where a passphrase is kept for this very key. Nothing is opened for it. */
  has({ keyId, sha256 }: KeyIdentity): boolean {
    if (sha256 === null) return false;
    if (this.#inMemory.get(keyId)?.sha256 === sha256) return true;
    return this.#store.get()[keyId]?.sha256 === sha256 && this.#sealing() !== null;
  }

  /** The key's passphrase; null where none is kept, or where the keyring does not open it. */
  find(key: KeyIdentity): string | null {
    if (!this.has(key)) return null;
    const inMemory = this.#inMemory.get(key.keyId);
    // The one on disk may be of another key that was at the same path.
    if (inMemory?.sha256 === key.sha256) return inMemory.passphrase;
    try {
      return this.#sealing()?.open(this.#store.get()[key.keyId]?.sealed ?? '') ?? null;
    } catch {
      // Another keyring than the one that sealed it. That one may come back, so it is not thrown away.
      return null;
    }
  }

  /** Forgets what is kept for a file, whichever key it is of. */
  async forget(keyId: string): Promise<void> {
    this.#inMemory.delete(keyId);
    const { [keyId]: sealed, ...others } = this.#store.get();
    if (sealed) await this.#store.set(others);
  }

  /** Null where there is no keyring, or where the user has not unlocked it. */
  #seal(passphrase: string): string | null {
    try {
      return this.#sealing()?.seal(passphrase) ?? null;
    } catch {
      return null;
    }
  }
}
