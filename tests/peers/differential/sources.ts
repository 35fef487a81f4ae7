import { readFile } from 'node:fs/promises';
import { opensslLine, puttygenLine } from './public-lines';
import type { KeyTools } from './tools';
import { bitsOf, nameOf, type Type, types } from './types';

const all = Object.keys(types) as Type[];
const notEd448 = all.filter((type) => type !== 'ed448');
/** Those of formats older than Edwards curves. */
const numbers = all.filter((type) => !type.startsWith('ed'));
const edwards = all.filter((type) => type.startsWith('ed'));
const rsaAndDsa: Type[] = ['rsa-2048', 'dsa-1024'];

/** What a source is to make. */
export interface Order {
  type: Type;
  comment: string;
  /** Empty: unprotected. */
  passphrase: string;
}

/** A key file as a tool made it, and the authorized_keys line (without comment) that the tool has for it. */
export interface MadeKey {
  bytes: Buffer;
  publicLine: string;
}

/** One way in which a tool makes a key file. */
export interface Source {
  name: string;
  /** As `inspectKey` names it. */
  format: string;
  types: readonly Type[];
  isProtected: boolean;
  keepsComment: boolean;
  /** True where the derivation of its key has the tool's default cost. */
  isCostly?: boolean;
  make(tools: KeyTools, order: Order): Promise<MadeKey>;
}

function sshKeygen(
  format: string,
  keyTypes: readonly Type[],
  isProtected: boolean,
  options: string[],
): Source {
  return {
    name: `ssh-keygen ${options.join(' ')}`,
    format,
    types: keyTypes,
    isProtected,
    keepsComment: format === 'openssh',
    async make(tools, { type, comment, passphrase }) {
      const bits = bitsOf(type);
      const size = bits ? ['-b', bits] : [];
      const what = ['-q', '-t', nameOf(type), ...size, '-N', passphrase, '-C', comment];
      const path = tools.folder.newPath();
      await tools.run('ssh-keygen', [...what, ...options, '-f', path]);
      return { bytes: await readFile(path), publicLine: await readFile(`${path}.pub`, 'utf8') };
    },
  };
}

function puttygen(
  format: string,
  keyTypes: readonly Type[],
  isProtected: boolean,
  options: string[],
): Source {
  return {
    name: `puttygen ${options.join(' ')}`,
    format,
    types: keyTypes,
    isProtected,
    keepsComment: format !== 'pem',
    async make(tools, { type, comment, passphrase }) {
      const bits = bitsOf(type);
      const size = bits ? ['-b', bits] : [];
      const what = ['-q', '-t', nameOf(type), ...size, '-C', comment, '-O', ...options];
      const secret = tools.passphraseFile(passphrase);
      const path = tools.folder.newPath();
      await tools.run('puttygen', [...what, '--new-passphrase', secret, '-o', path]);
      return { bytes: await readFile(path), publicLine: await puttygenLine(tools, path, passphrase) };
    },
  };
}

/** openssl makes a PKCS#8 file; `again` turns it into another: `[…]` before the two paths. */
function openssl(
  name: string,
  format: string,
  keyTypes: readonly Type[],
  again: null | ((type: Type) => string[]),
): Source {
  return {
    name: `openssl ${name}`,
    format,
    types: keyTypes,
    isProtected: again !== null,
    keepsComment: false,
    async make(tools, { type, passphrase }) {
      const plain = tools.folder.newPath();
      await tools.run('openssl', ['genpkey', '-quiet', ...(await parameters(tools, type)), '-out', plain]);
      const publicLine = await opensslLine(tools, type, plain, '');
      if (!again) return { bytes: await readFile(plain), publicLine };
      const secret = `file:${tools.passphraseFile(passphrase)}`;
      const bytes = await tools.make((out) =>
        tools.run('openssl', [...again(type), '-in', plain, '-out', out, '-passout', secret]),
      );
      return { bytes, publicLine };
    },
  };
}

async function parameters(tools: KeyTools, type: Type): Promise<string[]> {
  const [name = '', bits] = type.split('-');
  if (name === 'dsa') return ['-paramfile', await tools.dsaParameters()];
  if (name === 'rsa') return ['-algorithm', 'RSA', '-pkeyopt', `rsa_keygen_bits:${bits}`];
  return bits ? ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:P-${bits}`] : ['-algorithm', name];
}

/** In the form that OpenSSL had before PKCS#8. */
const traditional = (cipher: string) =>
  openssl(cipher, 'pem', numbers, (type) => [
    { rsa: 'rsa', dsa: 'dsa', ecdsa: 'ec' }[nameOf(type)] ?? '',
    cipher,
    ...(type.startsWith('rsa') ? ['-traditional'] : []),
  ]);

const pkcs8 = (...options: string[]) =>
  openssl(options.join(' '), 'pkcs8', all, () => ['pkcs8', '-topk8', ...options]);

/** What each tool can make. The two rounds of bcrypt and passes of Argon2 save time; the defaults have their turn, too. */
export const sources: readonly Source[] = [
  sshKeygen('openssh', notEd448, false, []),
  sshKeygen('openssh', notEd448, true, ['-a', '2']),
  sshKeygen('openssh', notEd448, true, ['-a', '2', '-Z', 'aes256-cbc']),
  sshKeygen('openssh', notEd448, true, ['-a', '2', '-Z', 'aes256-gcm@openssh.com']),
  sshKeygen('openssh', notEd448, true, ['-a', '2', '-Z', 'chacha20-poly1305@openssh.com']),
  sshKeygen('pem', numbers, false, ['-m', 'PEM']),
  sshKeygen('pem', numbers, true, ['-m', 'PEM']),
  sshKeygen('pkcs8', numbers, false, ['-m', 'PKCS8']),
  sshKeygen('pkcs8', numbers, true, ['-m', 'PKCS8']),
  puttygen('ppk', all, false, ['private']),
  { ...puttygen('ppk', all, true, ['private']), isCostly: true },
  puttygen('ppk', all, true, ['private', '--ppk-param', 'kdf=argon2i,memory=512,passes=3,parallelism=2']),
  puttygen('ppk', all, true, ['private', '--ppk-param', 'kdf=argon2d,memory=1024,passes=2']),
  puttygen('ppk2', all, false, ['private', '--ppk-param', 'version=2']),
  puttygen('ppk2', all, true, ['private', '--ppk-param', 'version=2']),
  puttygen('pem', numbers, false, ['private-openssh']),
  puttygen('pem', numbers, true, ['private-openssh']),
  puttygen('openssh', edwards, false, ['private-openssh-new']),
  { ...puttygen('openssh', all, true, ['private-openssh-new']), isCostly: true },
  puttygen('sshcom', rsaAndDsa, false, ['private-sshcom']),
  puttygen('sshcom', rsaAndDsa, true, ['private-sshcom']),
  openssl('genpkey', 'pkcs8', all, null),
  pkcs8('-v2', 'aes-256-cbc', '-iter', '2048'),
  pkcs8('-scrypt'),
  pkcs8('-v1', 'PBE-SHA1-3DES'),
  traditional('-aes192'),
  traditional('-aes256'),
  traditional('-des3'),
];
