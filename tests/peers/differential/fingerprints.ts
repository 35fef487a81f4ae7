import { createHash } from 'node:crypto';
import type { KeyTools } from './tools';
import type { Type } from './types';

/** The SHA-256 and MD5 fingerprints that ssh-keygen prints for an authorized_keys line; puttygen for Ed448. */
export async function fingerprintsByTools(
  tools: KeyTools,
  type: Type,
  line: string,
): Promise<{ sha256: string; md5: string }> {
  const path = tools.folder.file(`${line}\n`, '.pub');
  const [sha256, md5] = await Promise.all(
    ['sha256', 'md5'].map(async (hash) => {
      const [program, args] =
        type === 'ed448'
          ? ['puttygen', [path, '-l', '-E', hash]]
          : ['ssh-keygen', ['-l', '-E', hash, '-f', path]];
      return String(await tools.run(program as string, args as string[]));
    }),
  );
  const colons = /(?:[0-9a-f]{2}:){15}[0-9a-f]{2}/.exec(md5 ?? '')?.[0] ?? '';
  return { sha256: /SHA256:\S+/.exec(sha256 ?? '')?.[0] ?? '', md5: `MD5:${colons}` };
}

/**
 * What EC2 shows for an RSA key pair, made by openssl of a private key in PKCS#8 as AWS documents it (verify-keys): the
 * SHA-1 of that, and the MD5 of the public half.
 */
export async function ec2FingerprintsByOpenssl(
  tools: KeyTools,
  pkcs8: Uint8Array,
): Promise<{ ec2Created: string; ec2Imported: string }> {
  const path = tools.folder.file(pkcs8);
  const created = await tools.run('openssl', ['pkcs8', '-in', path, '-topk8', '-nocrypt', '-outform', 'DER']);
  const imported = await tools.run('openssl', ['pkey', '-in', path, '-pubout', '-outform', 'DER']);
  return { ec2Created: colonHex('sha1', created), ec2Imported: colonHex('md5', imported) };
}

function colonHex(algorithm: string, der: Uint8Array): string {
  return createHash(algorithm).update(der).digest('hex').match(/../g)!.join(':');
}
