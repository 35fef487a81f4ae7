import ssh2, { type ParsedKey } from 'ssh2';
import type { OpenSession } from '../../contract/sessions';
import { FilesError } from '../disk/errors';
import { runKeyWork } from '../key-worker/run';
import { KeyError, unsupported } from '../keys/errors';
import { readKeyFile } from '../keys/read';
import { SessionError } from './errors';
import { readKeyBytes } from './key-files';
import type { Ask } from './prompts';

/** A key file that the user has granted. */
type GrantedFile = NonNullable<OpenSession['key']>;

const maxPassphrases = 3;
const passphraseErrors = ['keys.wrong-passphrase', 'keys.passphrase-needed'];

/**
 * Reads a key file of any format into what ssh2 signs with; asks for the passphrase, up to three times. The key is opened away
 * from this thread where that takes time, so that no other session waits for it; raising the signal ends that.
 * The file's bytes and the unprotected copy that ssh2 is given are wiped afterwards.
 * Fails with `sessions.auth-cancelled`, `keys.cancelled`, or the `files.*` or `keys.*` code of what is wrong with the file.
 */
export async function readSigningKey(
  granted: GrantedFile,
  ask: Ask,
  signal?: AbortSignal,
): Promise<ParsedKey> {
  const bytes = await readKeyBytes(granted.path).catch((error: unknown) => {
    // The page gets to see the failure, but never a path.
    throw error instanceof FilesError ? new FilesError(error.code, { path: granted.name }) : error;
  });
  try {
    return signingKey(await openAsking(bytes, granted.name, ask, signal));
  } finally {
    bytes.fill(0);
  }
}

/** The key as an unprotected OpenSSH file: ssh2 reads few formats itself, and main/keys writes this one for every key. */
async function openAsking(
  bytes: Uint8Array,
  keyName: string,
  ask: Ask,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { index, isProtected } = privateKeyIn(bytes);
  const open = async (passphrase?: string): Promise<Uint8Array> => {
    const options = { to: 'openssh', index, passphrase, newPassphrase: null } as const;
    return (await runKeyWork({ kind: 'convert', bytes, options }, { signal })).bytes;
  };
  if (!isProtected) return open();
  for (let asked = 1; ; asked += 1) {
    const answer = await ask({ kind: 'passphrase', keyName, wrongBefore: asked > 1 });
    if (answer === 'cancelled') throw new SessionError('sessions.auth-cancelled');
    try {
      return await open(answer.passphrase);
    } catch (error) {
      const again =
        error instanceof KeyError && passphraseErrors.includes(error.code) && asked < maxPassphrases;
      if (!again) throw error;
    }
  }
}

function privateKeyIn(bytes: Uint8Array): { index: number; isProtected: boolean } {
  const files = readKeyFile(bytes);
  for (const [index, file] of files.entries()) {
    if (file.kind === 'private') return { index, isProtected: file.protection !== null };
  }
  throw new KeyError(files[0].format === 'certificate' ? 'keys.ssh-certificate' : 'keys.public-key');
}

function signingKey(openssh: Uint8Array): ParsedKey {
  try {
    const parsed = ssh2.utils.parseKey(Buffer.from(openssh.buffer, openssh.byteOffset, openssh.length));
    // ssh2 signs with every kind of key but Ed448.
    if (parsed instanceof Error) throw unsupported(readKeyFile(openssh)[0].algorithm ?? 'SSH', 'puttyOnly');
    return parsed;
  } finally {
    openssh.fill(0);
  }
}
