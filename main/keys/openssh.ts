import { randomBytes } from 'node:crypto';
import { deriveBcrypt } from './derive';
import { eddsaCurves } from './eddsa-curves';
import { KeyError, truncated, unsupported } from './errors';
import type { PrivateKeyFile, Protection } from './key-file';
import type { PrivateKey } from './model';
import { opensshCipher, opensshDecrypt, opensshEncrypt } from './openssh-cipher';
import { passphraseBytes } from './passphrase';
import { encodePem } from './pem';
import type { OnProgress } from './progress';
import { readPublicBlob, readPublicFields, writePublicBlob } from './public-blob';
import { WireReader, wireMpint, wireString, wireUint32 } from './wire';

export const opensshLabel = 'OPENSSH PRIVATE KEY';

const magic = Buffer.from('openssh-key-v1\0', 'latin1');
const opensshPadding = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
/** ssh-keygen's own default (`-a`). */
const defaultRounds = 16;

/**
 * Reads the body of an OPENSSH PRIVATE KEY block (OpenSSH, PROTOCOL.key).
 * Fails with `keys.truncated`, `keys.corrupt`, `keys.unsupported`.
 */
export function readOpenSsh(body: Buffer): PrivateKeyFile {
  if (!body.subarray(0, magic.length).equals(magic)) throw new KeyError('keys.corrupt');
  const reader = new WireReader(body.subarray(magic.length));
  const cipherName = reader.name();
  const kdfName = reader.name();
  const kdfOptions = reader.string();
  if (reader.uint32() !== 1) throw unsupported('OPENSSH PRIVATE KEY');
  const publicBlob = reader.string();
  const sealedLength = reader.uint32();
  // The rest of the file: short of what it announces means that its end was cut off.
  if (sealedLength > reader.remaining) throw truncated();
  const sealed = reader.take(sealedLength);
  const publicKey = readPublicBlob(publicBlob);
  const file = { kind: 'private', format: 'openssh', algorithm: publicKey.algorithm, publicKey } as const;

  if (cipherName === 'none' && kdfName === 'none') {
    reader.end();
    const key = readPrivateSection(sealed, publicBlob, 'keys.corrupt');
    return { ...file, comment: key.comment, protection: null, read: async () => key };
  }
  if (kdfName !== 'bcrypt') throw unsupported(kdfName, 'opensshCipher');
  const cipher = opensshCipher(cipherName);
  const tag = reader.take(cipher.tag);
  reader.end();
  const options = new WireReader(kdfOptions);
  const salt = options.string();
  const rounds = options.uint32();
  options.end();
  return {
    ...file,
    comment: null,
    protection: { cipher: cipherName, kdf: 'bcrypt', cost: { rounds } },
    async read(passphrase, onProgress) {
      const secret = await deriveBcrypt(passphrase, salt, rounds, cipher.key + cipher.iv, onProgress);
      const section = opensshDecrypt(cipher, secret, sealed, tag);
      return readPrivateSection(section, publicBlob, 'keys.wrong-passphrase');
    },
  };
}

/** The decrypted section: two equal check numbers, the key, its comment, padding 1, 2, 3, … */
function readPrivateSection(
  section: Buffer,
  publicBlob: Buffer,
  whenUnequal: 'keys.corrupt' | 'keys.wrong-passphrase',
): PrivateKey {
  const reader = new WireReader(section);
  const check = reader.uint32();
  if (reader.uint32() !== check) throw new KeyError(whenUnequal);
  const key = readPrivateFields(reader);
  const padding = reader.take(reader.remaining);
  if (!padding.every((byte, index) => byte === ((index + 1) & 0xff))) throw new KeyError('keys.corrupt');
  if (!writePublicBlob(key).equals(publicBlob)) throw new KeyError('keys.mismatch');
  return key;
}

function readPrivateFields(reader: WireReader): PrivateKey {
  const algorithm = reader.name();
  if (algorithm === 'ssh-rsa') {
    // Here n comes before e, the other way round than in the public blob.
    const n = reader.mpint();
    const e = reader.mpint();
    const d = reader.mpint();
    const iqmp = reader.mpint();
    const p = reader.mpint();
    const q = reader.mpint();
    return { algorithm, n, e, d, p, q, iqmp, comment: reader.string() };
  }
  const publicKey = readPublicFields(algorithm, reader);
  switch (publicKey.algorithm) {
    case 'ssh-rsa':
      throw new KeyError('keys.corrupt');
    case 'ssh-dss':
      return { ...publicKey, x: reader.mpint(), comment: reader.string() };
    case 'ssh-ed25519':
    case 'ssh-ed448': {
      const pair = reader.string();
      const { size } = eddsaCurves[publicKey.algorithm];
      if (pair.length !== 2 * size) throw new KeyError('keys.corrupt');
      if (!pair.subarray(size).equals(publicKey.publicKey)) throw new KeyError('keys.mismatch');
      return { ...publicKey, seed: pair.subarray(0, size), comment: reader.string() };
    }
    default:
      return { ...publicKey, scalar: reader.mpint(), comment: reader.string() };
  }
}

function writePrivateFields(key: PrivateKey): Buffer {
  switch (key.algorithm) {
    case 'ssh-rsa':
      return Buffer.concat([
        wireString(key.algorithm),
        ...[key.n, key.e, key.d, key.iqmp, key.p, key.q].map(wireMpint),
      ]);
    case 'ssh-dss':
      return Buffer.concat([writePublicBlob(key), wireMpint(key.x)]);
    case 'ssh-ed25519':
    case 'ssh-ed448':
      return Buffer.concat([writePublicBlob(key), wireString(Buffer.concat([key.seed, key.publicKey]))]);
    default:
      return Buffer.concat([writePublicBlob(key), wireMpint(key.scalar)]);
  }
}

/**
 * Writes a key as `ssh-keygen` does: unprotected for an empty passphrase, otherwise aes256-ctr with bcrypt, in more rounds than
 * usual where `atLeast`, a file's protection so far, has more. Fails with `keys.cost-too-high`.
 */
export async function writeOpenSsh(
  key: PrivateKey,
  passphrase: string,
  atLeast?: Protection,
  onProgress?: OnProgress,
): Promise<Buffer> {
  const cipherName = passphrase === '' ? 'none' : 'aes256-ctr';
  const block = passphrase === '' ? 8 : opensshCipher(cipherName).block;
  const check = randomBytes(4);
  const fields = Buffer.concat([check, check, writePrivateFields(key), wireString(key.comment)]);
  const padding = Buffer.alloc((block - (fields.length % block)) % block, opensshPadding);
  const section = Buffer.concat([fields, padding]);

  let kdfOptions = Buffer.alloc(0);
  let sealed: Buffer = section;
  if (passphrase !== '') {
    const cipher = opensshCipher(cipherName);
    const salt = randomBytes(16);
    const rounds = Math.max(defaultRounds, atLeast?.cost.rounds ?? 0);
    kdfOptions = Buffer.concat([wireString(salt), wireUint32(rounds)]);
    const secret = await deriveBcrypt(
      passphraseBytes(passphrase),
      salt,
      rounds,
      cipher.key + cipher.iv,
      onProgress,
    );
    sealed = opensshEncrypt(cipher, secret, section);
  }
  const body = Buffer.concat([
    magic,
    wireString(cipherName),
    wireString(passphrase === '' ? 'none' : 'bcrypt'),
    wireString(kdfOptions),
    wireUint32(1),
    wireString(writePublicBlob(key)),
    wireString(sealed),
  ]);
  return encodePem(opensshLabel, body, { width: 70 });
}
