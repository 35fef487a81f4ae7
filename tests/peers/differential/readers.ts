import type { KeyFormat } from '../../../main/keys/key-file';
import { opensslLine, puttygenLine, sshKeygenLine } from './public-lines';
import type { KeyTools } from './tools';
import type { Type } from './types';

/** A file of ours for a tool to read; an empty passphrase says that it is unprotected. */
export interface Given {
  bytes: Uint8Array;
  type: Type;
  passphrase: string;
}

/** Answers the public key that a tool sees in a file of ours, as an authorized_keys line. */
type Reader = (tools: KeyTools, given: Given) => Promise<string>;

const ppk: Reader = async (tools, { bytes, passphrase }) => {
  const path = tools.folder.file(bytes, '.ppk');
  const old = ['--old-passphrase', tools.passphraseFile(passphrase)];
  // Nothing less than writing the private half again takes the passphrase, and proves MAC, padding and numbers.
  const plain = ['--new-passphrase', tools.passphraseFile(''), '--reencrypt'];
  const out = tools.folder.newPath();
  await tools.run('puttygen', [path, ...old, ...plain, '-O', 'private-openssh', '-o', out]);
  return puttygenLine(tools, out, '');
};

const privatePem: Reader = (tools, { bytes, type, passphrase }) => {
  const path = tools.folder.file(bytes);
  // ssh-keygen knows no Ed448.
  return type === 'ed448' ? puttygenLine(tools, path, passphrase) : sshKeygenLine(tools, path, passphrase);
};

const pkcs8: Reader = (tools, { bytes, type, passphrase }) =>
  opensslLine(tools, type, tools.folder.file(bytes), passphrase);

const rfc4716: Reader = async (tools, { bytes, type }) => {
  const path = tools.folder.file(bytes);
  return type === 'ed448'
    ? puttygenLine(tools, path, '')
    : String(await tools.run('ssh-keygen', ['-i', '-f', path]));
};

const publicLine: Reader = (tools, { bytes }) => puttygenLine(tools, tools.folder.file(bytes), '');

/** For each format that is written, the tool that reads it back. */
export const readers: Record<KeyFormat, Reader> = {
  ppk,
  ppk2: ppk,
  openssh: privatePem,
  pem: privatePem,
  pkcs8,
  public: publicLine,
  rfc4716,
};
