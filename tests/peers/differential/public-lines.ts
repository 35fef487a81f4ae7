import type { KeyTools } from './tools';
import type { Type } from './types';

/** The authorized_keys line that puttygen sees in a file. */
export async function puttygenLine(tools: KeyTools, path: string, passphrase: string): Promise<string> {
  const old = ['--old-passphrase', tools.passphraseFile(passphrase)];
  return String(await tools.run('puttygen', [path, '-L', ...old]));
}

/** The authorized_keys line that ssh-keygen sees in a private key. */
export async function sshKeygenLine(tools: KeyTools, path: string, passphrase: string): Promise<string> {
  return String(await tools.run('ssh-keygen', ['-y', '-P', passphrase, '-f', path]));
}

/** The authorized_keys line of the public key that openssl sees in a private one. */
export async function opensslLine(
  tools: KeyTools,
  type: Type,
  path: string,
  passphrase: string,
): Promise<string> {
  // An empty file would be an error.
  const secret = passphrase === '' ? [] : ['-passin', `file:${tools.passphraseFile(passphrase)}`];
  const spki = (form: string, out: string) =>
    tools.run('openssl', ['pkey', '-in', path, ...secret, '-pubout', '-outform', form, '-out', out]);
  if (type === 'ed25519' || type === 'ed448') {
    const der = await tools.make((out) => spki('DER', out));
    return edwardsLine(`ssh-${type}`, der.subarray(type === 'ed448' ? -57 : -32));
  }
  const pem = tools.folder.newPath();
  await spki('PEM', pem);
  return String(await tools.run('ssh-keygen', ['-i', '-m', 'PKCS8', '-f', pem]));
}

/** ssh-keygen imports no Edwards keys. Their point is the end of the DER, and all of the line (RFC 8709, section 4). */
function edwardsLine(name: string, point: Uint8Array): string {
  const blob = [Buffer.from(name), point].flatMap((part) => [Buffer.of(0, 0, 0, part.length), part]);
  return `${name} ${Buffer.concat(blob).toString('base64')}`;
}
