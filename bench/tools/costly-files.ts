import { readFileSync } from 'node:fs';
import { convertKey } from '../../main/keys/convert';
import { KeyFolder, run } from '../../tests/fixtures/make-keys';

/** A key file whose opening takes several seconds at least. */
export interface CostlyFile {
  /** Of the key derivation. */
  name: string;
  bytes: Buffer;
}

/**
 * One file for each key derivation that can be made costly. Where no tool makes such a file in reasonable time, a cheap
 * one claims a higher cost: the passphrase will not fit, but that shows only at the end.
 */
export async function costlyFiles(passphrase: string): Promise<CostlyFile[]> {
  const folder = new KeyFolder();
  try {
    const plain = readFileSync(folder.sshKeygen('ed25519'));
    const cheap = await convertKey(plain, {
      to: 'ppk',
      newPassphrase: passphrase,
      ppk: { memory: 1024, passes: 1 },
    });
    const ppk = cheap.bytes
      .toString('latin1')
      .replace('Argon2-Memory: 1024', 'Argon2-Memory: 524288')
      .replace('Argon2-Passes: 1', 'Argon2-Passes: 20');
    const bcrypt = folder.newPath();
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-a', '600', '-f', bcrypt]);
    const pkcs8 = folder.file((await convertKey(plain, { to: 'pkcs8' })).bytes);
    const secret = ['-passout', `pass:${passphrase}`];
    const [scrypt, pbkdf2] = [folder.newPath(), folder.newPath()];
    run('openssl', [
      'pkcs8',
      '-topk8',
      '-in',
      pkcs8,
      '-scrypt',
      '-scrypt_N',
      '16384',
      '-scrypt_r',
      '8',
      '-scrypt_p',
      '64',
      ...secret,
      '-out',
      scrypt,
    ]);
    run('openssl', [
      'pkcs8',
      '-topk8',
      '-in',
      pkcs8,
      '-v2',
      'aes-256-cbc',
      '-iter',
      '10000000',
      ...secret,
      '-out',
      pbkdf2,
    ]);
    return [
      { name: 'Argon2 (PPK 3, 512 MiB)', bytes: Buffer.from(ppk, 'latin1') },
      { name: 'bcrypt (OpenSSH, 600 rounds)', bytes: readFileSync(bcrypt) },
      { name: 'scrypt (PKCS#8, N 16384, p 64)', bytes: readFileSync(scrypt) },
      { name: 'PBKDF2 (PKCS#8, 10 million iterations)', bytes: readFileSync(pbkdf2) },
    ];
  } finally {
    folder.remove();
  }
}
