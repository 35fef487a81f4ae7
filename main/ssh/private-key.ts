import ssh2, { type ParsedKey } from 'ssh2';
import type { OpenSession } from '../../contract/sessions';
import { FilesError } from '../disk/errors';
import { KeyError } from '../keys/errors';
import { openKey, type PrivateKeyFile } from '../keys/key-file';
import type { PrivateKey } from '../keys/model';
import { writeOpenSsh } from '../keys/openssh';
import { readKeyFile } from '../keys/read';
import { SessionError } from './errors';
import { readKeyBytes } from './key-files';
import type { Ask } from './prompts';

/** A key file that the user has granted. */
type GrantedFile = NonNullable<OpenSession['key']>;

const maxPassphrases = 3;
const passphraseErrors = ['keys.wrong-passphrase', 'keys.passphrase-needed'];

/**
 * Reads a key file of any format into what ssh2 signs with; asks for the passphrase, up to three times.
 * The file's bytes and the unprotected copy that ssh2 is given are wiped afterwards.
 * Fails with `sessions.auth-cancelled`, or the `files.*` or `keys.*` code of what is wrong with the file.
 */
export async function readSigningKey(granted: GrantedFile, ask: Ask): Promise<ParsedKey> {
  const bytes = await readKeyBytes(granted.path).catch((error: unknown) => {
    // The page gets to see the failure, but never a path.
    throw error instanceof FilesError ? new FilesError(error.code, { path: granted.name }) : error;
  });
  try {
    return await signingKey(await openAsking(privateKeyIn(bytes), granted.name, ask));
  } finally {
    bytes.fill(0);
  }
}

function privateKeyIn(bytes: Uint8Array): PrivateKeyFile {
  const files = readKeyFile(bytes);
  const file = files.find((entry) => entry.kind === 'private');
  if (file) return file;
  throw new KeyError(files[0].format === 'certificate' ? 'keys.ssh-certificate' : 'keys.public-key');
}

async function openAsking(file: PrivateKeyFile, keyName: string, ask: Ask): Promise<PrivateKey> {
  if (!file.protection) return openKey(file);
  for (let asked = 1; ; asked += 1) {
    const answer = await ask({ kind: 'passphrase', keyName, wrongBefore: asked > 1 });
    if (answer === 'cancelled') throw new SessionError('sessions.auth-cancelled');
    try {
      return await openKey(file, answer.passphrase);
    } catch (error) {
      const again =
        error instanceof KeyError && passphraseErrors.includes(error.code) && asked < maxPassphrases;
      if (!again) throw error;
    }
  }
}

/** ssh2 reads few formats itself; OpenSSH's, which main/keys writes for every key, is one. */
async function signingKey(key: PrivateKey): Promise<ParsedKey> {
  const openssh = await writeOpenSsh(key, '');
  try {
    const parsed = ssh2.utils.parseKey(openssh);
    if (parsed instanceof Error) throw parsed;
    return parsed;
  } finally {
    openssh.fill(0);
  }
}
