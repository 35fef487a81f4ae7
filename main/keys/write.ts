import { assertNever } from '../../common/assert-never';
import type { PrivateKeyFormat, PublicKeyFormat } from './key-file';
import type { PrivateKey, PublicKey } from './model';
import { writeOpenSsh } from './openssh';
import { type PpkOptions, writePpk } from './ppk-write';
import { writePkcs8Pem, writeTraditionalPem } from './private-pem';
import type { OnProgress } from './progress';
import { writePublicLine, writeRfc4716 } from './public-files';

/**
 * Writes a private key as a whole file with LF line ends; an empty passphrase leaves it unprotected. Of the options only
 * `atLeast` matters to other formats than `ppk`: a file's protection so far, which is not fallen short of.
 * Fails with `keys.format-cannot-carry`, `keys.cost-too-high`.
 */
export async function writePrivateKey(
  key: PrivateKey,
  format: PrivateKeyFormat,
  passphrase: string,
  options: PpkOptions = {},
  onProgress?: OnProgress,
): Promise<Buffer> {
  switch (format) {
    case 'ppk':
      return writePpk(3, key, passphrase, options, onProgress);
    case 'ppk2':
      return writePpk(2, key, passphrase);
    case 'openssh':
      return writeOpenSsh(key, passphrase, options.atLeast, onProgress);
    case 'pem':
      return writeTraditionalPem(key, passphrase, options.atLeast);
    case 'pkcs8':
      return writePkcs8Pem(key, passphrase, options.atLeast, onProgress);
    default:
      return assertNever(format);
  }
}

/** Writes a public key as a whole file with LF line ends. */
export function writePublicKey(key: PublicKey, format: PublicKeyFormat, comment: Uint8Array): Buffer {
  return format === 'rfc4716'
    ? writeRfc4716(key, comment)
    : Buffer.concat([writePublicLine(key, comment), Buffer.of(0x0a)]);
}
