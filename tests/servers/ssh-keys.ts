import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostKey } from '../../contract/sessions';

/** A key pair as ssh-keygen writes it. */
export interface KeyPair {
  /** Path of the private key file. */
  path: string;
  /** Text of the private key file. */
  text: string;
  /** The public half, as `type base64`. */
  publicKey: string;
}

/** A folder for key files; `remove` it at the end. */
export interface KeyFolder {
  /** Makes a key pair; `options` are more arguments for ssh-keygen. */
  make(name: string, type?: string, options?: string[]): KeyPair;
  dir: string;
  remove(): void;
}

/** Makes a temporary folder for the keys of one test file. */
export function makeKeyFolder(): KeyFolder {
  const dir = mkdtempSync(join(tmpdir(), 'latchkey-keys-'));
  return {
    dir,
    make(name, type = 'ed25519', options = []) {
      const path = join(dir, name);
      const protection = options.includes('-N') ? [] : ['-N', ''];
      execFileSync('ssh-keygen', ['-q', '-t', type, ...protection, ...options, '-C', '', '-f', path]);
      return {
        path,
        text: readFileSync(path, 'utf8'),
        publicKey: readFileSync(`${path}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' '),
      };
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** `type base64` as the contract has a host key. */
export function hostKeyOf(publicKey: string): HostKey {
  const [algorithm = '', key = ''] = publicKey.split(' ');
  return { algorithm, key };
}

/** What `ssh-keygen -l` prints for a public key: `SHA256:…`, or `MD5:…`. */
export function keygenFingerprint(publicKey: string, hash: 'sha256' | 'md5'): string {
  const printed = execFileSync('ssh-keygen', ['-l', '-E', hash, '-f', '-'], {
    input: publicKey,
    encoding: 'utf8',
  });
  return printed.split(' ')[1] ?? '';
}
