import { safeStorage } from 'electron';
import { CodedError } from '../../../common/coded-error';
import type { KeySummary } from '../../../contract/keys';
import type { PassphraseKeeping } from '../../../contract/page';
import { KeptPassphrases, type Sealing } from '../../vault/passphrases';
import type { AppContext } from '../context';
import type { Stores } from '../stores';
import { keyAsItIs, tellChanged } from './list';

/** What Electron calls the keyrings of Linux that protect a secret; `basic_text` is a password that everyone knows. */
const linuxKeyrings = ['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'];

/** Where kept passphrases go on this machine. Asks the keyring, which may ask the user. */
export function passphraseKeeping(): PassphraseKeeping {
  const backend = backendName();
  const safe = process.platform !== 'linux' || linuxKeyrings.includes(backend);
  return { where: safe && safeStorage.isEncryptionAvailable() ? 'keyring' : 'session', backend };
}

/** The passphrases that the user wants kept, sealed by the system's keyring where there is one. */
export function openPassphrases({ passphrases }: Stores): KeptPassphrases {
  return new KeptPassphrases(passphrases, () =>
    passphraseKeeping().where === 'keyring' ? keyringSealing : null,
  );
}

/**
 * Does something with a listed key, opened by what the user typed or else by the kept passphrase. One that has turned out
 * wrong is forgotten, and the work done as if none had been kept.
 */
export async function withPassphrase<T>(
  context: AppContext,
  keyId: string,
  typed: string | undefined,
  work: (passphrase: string | undefined) => Promise<T>,
): Promise<T> {
  const key = await keyAsItIs(context, keyId);
  const kept = typed === undefined && key.encrypted ? context.passphrases.find(key) : null;
  if (kept === null) return work(typed);
  try {
    return await work(kept);
  } catch (error) {
    if (!isWrongPassphrase(error)) throw error;
    // Forgotten in memory at least, if the disk is full: no reason to leave the work undone.
    await forgetPassphrase(context, keyId).catch(console.error);
    return work(undefined);
  }
}

/**
 * Keeps what the user typed, where it is what has opened the key: the fingerprint comes from the opened key. Nothing is
 * kept of a key that was taken off the list meanwhile, or has made room for another. Never fails: what does not get to the
 * disk is kept in memory.
 */
export async function keepPassphrase(
  context: AppContext,
  keyId: string,
  { encrypted, fingerprints: { sha256 } }: KeySummary,
  passphrase: string,
): Promise<void> {
  if (!encrypted || sha256 === null) return;
  const listed = context.stores.keys.get().keys.find((key) => key.keyId === keyId);
  if (listed?.sha256 !== sha256) return;
  await context.passphrases.keep({ keyId, sha256 }, passphrase).catch(console.error);
  tellChanged(context);
}

/** Forgets a key's passphrase and tells the page. Fails where it cannot be taken off the disk. */
export async function forgetPassphrase(context: AppContext, keyId: string): Promise<void> {
  try {
    await context.passphrases.forget(keyId);
  } finally {
    tellChanged(context);
  }
}

/** True for the failure of a passphrase that does not open its key. */
export function isWrongPassphrase(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'keys.wrong-passphrase';
}

const keyringSealing: Sealing = {
  seal: (passphrase) => safeStorage.encryptString(passphrase).toString('base64'),
  open: (sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')),
};

function backendName(): string {
  if (process.platform === 'linux') return safeStorage.getSelectedStorageBackend();
  return process.platform === 'darwin' ? 'keychain' : 'dpapi';
}
