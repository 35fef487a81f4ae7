import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePem } from '../../../main/keys/pem';
import { writeSpki } from '../../../main/keys/pkcs8';
import { readKeyFile } from '../../../main/keys/read';
import { writePublicKey } from '../../../main/keys/write';
import { sources } from '../differential/sources';
import { KeyTools } from '../differential/tools';

/** Opens every protected file of the corpus. */
export const passphrase = 'sesame';

/**
 * Puts real files into a folder, from every tool, in every format, type and state of protection, private and public.
 * Answers how many.
 */
export async function makeCorpus(folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const tools = new KeyTools();
  try {
    let count = 0;
    const add = (bytes: Uint8Array) => {
      writeFileSync(join(folder, String(count).padStart(4, '0')), bytes);
      count += 1;
    };
    const orders = sources.flatMap((source) => source.types.map((type) => ({ source, type })));
    // Two at a time, each mostly waiting for the program that it has started.
    const workers = [0, 1].map(async (worker) => {
      for (const [at, { source, type }] of orders.entries()) {
        if (at % 2 !== worker) continue;
        const secret = source.isProtected ? passphrase : '';
        const { bytes, publicLine } = await source.make(tools, {
          type,
          comment: 'a key',
          passphrase: secret,
        });
        add(bytes);
        if (source === sources[0] || type === 'ed448')
          for (const other of publicFiles(publicLine)) add(other);
      }
    });
    await Promise.all(workers);
    for (const bytes of await certificates(tools)) add(bytes);
    return count;
  } finally {
    tools.remove();
  }
}

/** A public key in every format that one comes in. */
function publicFiles(line: string): Buffer[] {
  const [{ publicKey }] = readKeyFile(Buffer.from(line));
  if (!publicKey) throw new Error('No public key');
  const comment = Buffer.from('a key');
  return [
    writePublicKey(publicKey, 'public', comment),
    writePublicKey(publicKey, 'rfc4716', comment),
    encodePem('PUBLIC KEY', writeSpki(publicKey)),
  ];
}

/** An OpenSSH certificate, a PPK that holds one, and an X.509 certificate. */
async function certificates(tools: KeyTools): Promise<Buffer[]> {
  const key = tools.folder.sshKeygen('ed25519');
  await tools.run('ssh-keygen', ['-q', '-s', key, '-I', 'someone', `${key}.pub`]);
  const openssh = await tools.run('cat', [`${key}-cert.pub`]);
  const ppk = await tools.make((out) =>
    tools.run('puttygen', [key, '--certificate', `${key}-cert.pub`, '-o', out]),
  );
  const x509 = await tools.run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-subj', '/CN=somewhere', '-keyout', tools.folder.newPath()],
  ]);
  return [openssh, ppk, x509];
}
