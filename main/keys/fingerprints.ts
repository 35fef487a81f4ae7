import { createHash } from 'node:crypto';
import type { PrivateKey, PublicKey, RsaPrivateKey } from './model';
import { writePkcs8, writeSpki } from './pkcs8';
import { writePublicBlob } from './public-blob';

/** A key's fingerprints as the tools print them; null where a form does not exist for the key or cannot be seen yet. */
export interface Fingerprints {
  /** `SHA256:` and base64 without padding, as `ssh-keygen -l` prints. */
  sha256: string | null;
  /** `MD5:` and colon-separated hex, as `ssh-keygen -l -E md5` prints. */
  md5: string | null;
  /** What EC2 shows for a key pair that it created: SHA-1 of the RSA private key in PKCS#8; Ed25519 as `ec2Imported`. */
  ec2Created: string | null;
  /** `ec2Created` with p and q the other way round; null but for RSA. */
  ec2CreatedSwapped: string | null;
  /** What EC2 shows for a key pair that was imported: MD5 of the RSA public key in SPKI; Ed25519's SHA-256 in padded base64. */
  ec2Imported: string | null;
}

/** For a file that shows nothing of its key without the passphrase. */
export const hiddenFingerprints: Fingerprints = {
  sha256: null,
  md5: null,
  ec2Created: null,
  ec2CreatedSwapped: null,
  ec2Imported: null,
};

function colonHex(algorithm: 'md5' | 'sha1', data: Uint8Array): string {
  return createHash(algorithm)
    .update(data)
    .digest('hex')
    .replace(/..(?!$)/g, '$&:');
}

/**
 * Fingerprints of a key; `privateKey` adds EC2's form for a created RSA key pair.
 * EC2's rules: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
 */
export function fingerprintsOf(key: PublicKey, privateKey?: PrivateKey): Fingerprints {
  const blob = writePublicBlob(key);
  const sha256 = createHash('sha256').update(blob).digest('base64');
  const common = { sha256: `SHA256:${sha256.replace(/=+$/, '')}`, md5: `MD5:${colonHex('md5', blob)}` };
  switch (key.algorithm) {
    case 'ssh-rsa':
      return { ...common, ...createdPrints(privateKey), ec2Imported: colonHex('md5', writeSpki(key)) };
    case 'ssh-ed25519':
      return { ...common, ec2Created: sha256, ec2CreatedSwapped: null, ec2Imported: sha256 };
    default:
      return { ...common, ec2Created: null, ec2CreatedSwapped: null, ec2Imported: null };
  }
}

function createdPrints(key: PrivateKey | undefined): Pick<Fingerprints, 'ec2Created' | 'ec2CreatedSwapped'> {
  if (key?.algorithm !== 'ssh-rsa') return { ec2Created: null, ec2CreatedSwapped: null };
  return {
    ec2Created: colonHex('sha1', writePkcs8(key)),
    ec2CreatedSwapped: colonHex('sha1', writePkcs8(swapPrimes(key))),
  };
}

/**
 * The same key with p and q the other way round. PuTTYgen turns them so that p > q when it loads a key, and with them what
 * EC2's SHA-1 is over: a PPK has the fingerprint of its key pair in one of the two orders.
 */
function swapPrimes(key: RsaPrivateKey): RsaPrivateKey {
  const { p, q, iqmp } = key;
  // From q * iqmp = 1 + k * p follows p * -k = 1 (mod q): no need for Euclid's algorithm.
  return { ...key, p: q, q: p, iqmp: q - (q * iqmp) / p };
}
