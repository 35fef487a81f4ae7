import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { KeyAdvice, KeyTarget } from '../../main/keys/advice';
import { convertKey } from '../../main/keys/convert';
import { KeyError } from '../../main/keys/errors';
import { inspectKey } from '../../main/keys/inspect';
import { dirt, dirtFor } from '../fixtures/dirty-keys';
import {
  contains,
  loadWithOpenSsh,
  loadWithPuttygen,
  loadWithSsh2,
  type Outcome,
  opensshVersion,
  puttygenVersion,
} from '../fixtures/foreign-programs';
import { KeyFolder, run } from '../fixtures/make-keys';

const folder = new KeyFolder();
afterAll(() => folder.remove());

const passphrase = 'correct horse battery';

/** A file as it was made; with a passphrase where the name says so. */
interface Source {
  bytes: Buffer;
  passphrase: string;
}

function plain(path: string): Source {
  return { bytes: readFileSync(path), passphrase: '' };
}

function sealed(path: string): Source {
  return { bytes: readFileSync(path), passphrase };
}

/** A new path that `program` writes to; `out` stands for it among the arguments. */
function written(program: string, args: string[]): string {
  const path = folder.newPath();
  run(
    program,
    args.map((each) => (each === 'out' ? path : each)),
  );
  return path;
}

const rsaPem = folder.sshKeygen('rsa', { format: 'pem' });
const ed25519 = folder.sshKeygen('ed25519', { comment: 'me' });
const p256Pem = folder.sshKeygen('ecdsa-256', { format: 'pem' });
const dsa = written('ssh-keygen', ['-q', '-t', 'dsa', '-N', '', '-f', 'out']);
const dsaPem = written('ssh-keygen', ['-q', '-t', 'dsa', '-N', '', '-m', 'PEM', '-f', 'out']);
const secret = folder.file(passphrase);
const none = folder.file('');

function legacyPem(cipher: string): Source {
  return sealed(
    written('openssl', [
      'rsa',
      '-traditional',
      '-in',
      rsaPem,
      `-${cipher}`,
      '-passout',
      `file:${secret}`,
      '-out',
      'out',
    ]),
  );
}

function sealedPkcs8(...options: string[]): Source {
  return sealed(
    written('openssl', [
      'pkcs8',
      '-topk8',
      '-in',
      rsaPem,
      ...options,
      '-passout',
      `file:${secret}`,
      '-out',
      'out',
    ]),
  );
}

function opensshCipher(cipher: string): Source {
  return sealed(
    written('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-a', '1', '-Z', cipher, '-f', 'out']),
  );
}

function ppk(source: string, version: 2 | 3, newPassphrase: string): Source {
  const path = written('puttygen', [
    ...[source, '-o', 'out', '-O', 'private', '--ppk-param', `version=${version}`],
    ...['--new-passphrase', newPassphrase === '' ? none : secret],
  ]);
  return { bytes: readFileSync(path), passphrase: newPassphrase };
}

/** Every type, format and protection that users bring. */
const sources: Record<string, Source> = {
  'RSA PEM': plain(rsaPem),
  'RSA OpenSSH': plain(folder.sshKeygen('rsa')),
  'RSA PKCS#8': plain(folder.sshKeygen('rsa', { format: 'pkcs8' })),
  'RSA PEM, AES-128': sealed(folder.sshKeygen('rsa', { format: 'pem', passphrase })),
  'RSA PEM, AES-192': legacyPem('aes192'),
  'RSA PEM, AES-256': legacyPem('aes256'),
  'RSA PEM, 3DES': legacyPem('des3'),
  'RSA PKCS#8, PBKDF2': sealedPkcs8('-v2', 'aes-256-cbc'),
  'RSA PKCS#8, scrypt': sealedPkcs8('-scrypt'),
  'RSA PKCS#8, PBES1': sealedPkcs8('-v1', 'PBE-SHA1-3DES'),
  'P-256 PEM': plain(p256Pem),
  'P-256 PEM, EC PARAMETERS first': plain(
    written('openssl', ['ecparam', '-name', 'prime256v1', '-genkey', '-out', 'out']),
  ),
  'P-384 OpenSSH': plain(folder.sshKeygen('ecdsa-384')),
  'P-521 PEM, AES-128': sealed(folder.sshKeygen('ecdsa-521', { format: 'pem', passphrase })),
  'P-521 PKCS#8': plain(folder.openssl('ecdsa-521')),
  'Ed25519 OpenSSH': plain(ed25519),
  'Ed25519 PKCS#8': plain(folder.openssl('ed25519')),
  'Ed25519 OpenSSH, aes256-ctr': opensshCipher('aes256-ctr'),
  'Ed25519 OpenSSH, aes128-ctr': opensshCipher('aes128-ctr'),
  'Ed25519 OpenSSH, aes256-cbc': opensshCipher('aes256-cbc'),
  'Ed25519 OpenSSH, 3des-cbc': opensshCipher('3des-cbc'),
  'Ed25519 OpenSSH, aes256-gcm': opensshCipher('aes256-gcm@openssh.com'),
  'Ed25519 OpenSSH, chacha20': opensshCipher('chacha20-poly1305@openssh.com'),
  'DSA OpenSSH': plain(dsa),
  'DSA PEM': plain(dsaPem),
  'RSA DER': plain(written('openssl', ['rsa', '-in', rsaPem, '-outform', 'DER', '-out', 'out'])),
  'RSA PPK 2': ppk(rsaPem, 2, ''),
  'RSA PPK 2, sealed': ppk(rsaPem, 2, passphrase),
  'RSA PPK 3': ppk(rsaPem, 3, ''),
  'P-256 PPK 2': ppk(p256Pem, 2, ''),
  'DSA PPK 2': ppk(dsaPem, 2, ''),
  'Ed25519 PPK 3': ppk(ed25519, 3, ''),
  'Ed25519 PPK 3, sealed': ppk(ed25519, 3, passphrase),
  'RSA ssh.com': plain(
    written('puttygen', [rsaPem, '-O', 'private-sshcom', '-o', 'out', '--new-passphrase', none]),
  ),
  'Ed25519 public': plain(`${ed25519}.pub`),
  'RSA public RFC 4716': { bytes: Buffer.from(run('ssh-keygen', ['-e', '-f', rsaPem])), passphrase: '' },
  'RSA public PEM': plain(written('openssl', ['rsa', '-in', rsaPem, '-pubout', '-out', 'out'])),
};

/** Keys that are spoilt in every way; bcrypt, slow in three programs, is left out of that. */
const spoilt = [
  'RSA PEM',
  'RSA PEM, AES-128',
  'RSA PKCS#8',
  'Ed25519 OpenSSH',
  'P-256 PEM, EC PARAMETERS first',
  'RSA PPK 2',
  'Ed25519 PPK 3',
  'Ed25519 public',
];

interface Case {
  name: string;
  source: string;
  bytes: Buffer;
  passphrase: string;
}

const cases: Case[] = Object.entries(sources).flatMap(([source, { bytes, passphrase: pass }]) =>
  (spoilt.includes(source) ? dirtFor(bytes) : (['as it is'] as const)).map((way) => ({
    name: `${source}, ${way}`,
    source,
    bytes: dirt[way](bytes),
    passphrase: pass,
  })),
);

/** Where the advice is for the program of today and the one installed here is older or still allows more. */
const installed = { puttygen: puttygenVersion(), openssh: opensshVersion() };
function differsByVersion({ source }: Case, target: KeyTarget): boolean {
  if (target === 'puttygen') return source === 'Ed25519 OpenSSH, aes256-gcm' && installed.puttygen < 84;
  return (
    target === 'openssh' && source.startsWith('DSA') && !source.includes('PPK') && installed.openssh < 10
  );
}

/** Without the cipher, which BoringSSL lacks, ssh2 refuses the same file in other words. */
function inOtherWords({ source }: Case, target: KeyTarget): boolean {
  return target === 'ssh2' && source.endsWith('chacha20') && 'electron' in process.versions;
}

/** What we say of a file for each target; null where we cannot read it ourselves, and so advise nothing. */
async function adviceOn({ bytes, passphrase: pass }: Case): Promise<Map<KeyTarget, KeyAdvice> | null> {
  try {
    const { advice } = await inspectKey(bytes, { passphrase: pass || undefined });
    return new Map(advice.map((each) => [each.target, each]));
  } catch (error) {
    if (error instanceof KeyError) return null;
    throw error;
  }
}

const programs = {
  puttygen: ({ bytes, passphrase: pass, source }: Case): Outcome =>
    loadWithPuttygen(folder, folder.file(bytes), pass, source.includes('PPK')),
  openssh: ({ bytes, passphrase: pass }: Case): Outcome => loadWithOpenSsh(folder.file(bytes), pass),
  ssh2: ({ bytes, passphrase: pass }: Case): Outcome => loadWithSsh2(bytes, pass),
} as const;

const advised = await Promise.all(cases.map(async (one) => ({ ...one, advice: await adviceOn(one) })));
const readable = advised.flatMap(({ advice, ...one }) => (advice ? [{ ...one, advice }] : []));

test('there are many more than sixty dirty files that we read', () => {
  expect(readable.length).toBeGreaterThan(150);
});

describe.each(Object.keys(programs) as (keyof typeof programs)[])(
  '%s does with a file what we say',
  (target) => {
    test.each(readable)('$name', ({ advice, ...one }) => {
      const { reads, says } = advice.get(target)!;
      const outcome = programs[target](one);
      if (differsByVersion(one, target)) {
        expect(outcome.reads).toBe(!reads);
        return;
      }
      expect({ reads: outcome.reads, printed: outcome.printed }).toEqual({ reads, printed: outcome.printed });
      expect(outcome.hung).toBe(target === 'puttygen' && says === null && !reads);
      if (says && !inOtherWords(one, target))
        expect(contains(outcome.printed, says), `“${says}” in ${outcome.printed}`).toBe(true);
    });
  },
);

describe('the format to take instead is one that the program reads', () => {
  const clean = readable.filter(({ name }) => name.endsWith('as it is'));
  const refused = clean.flatMap((one) =>
    [...one.advice.values()].flatMap((advice) => (advice.take ? [{ ...one, advice, to: advice.take }] : [])),
  );

  test.each(refused)(
    '$name, for $advice.target: $to',
    async ({ bytes, passphrase: pass, advice, to, ...one }) => {
      // The console takes no protected key: there the sentence asks for one without a passphrase.
      const newPassphrase = advice.target === 'ec2-windows-password' ? null : undefined;
      const converted = await convertKey(bytes, { to, passphrase: pass || undefined, newPassphrase });
      const protection = converted.encrypted ? pass : '';
      const file = {
        ...one,
        source: to.startsWith('ppk') ? 'PPK' : to,
        bytes: converted.bytes,
        passphrase: protection,
      };
      const again = await adviceOn(file);
      expect(again?.get(advice.target)).toMatchObject({ reads: true });
      if (advice.target in programs) {
        const { reads, printed } = programs[advice.target as keyof typeof programs](file);
        expect(reads, printed).toBe(true);
      }
    },
  );
});
