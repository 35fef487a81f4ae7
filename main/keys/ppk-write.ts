import { randomBytes } from 'node:crypto';
import { certificateName } from './certificate';
import type { Argon2Cost, Argon2Flavour } from './derive';
import type { Protection } from './key-file';
import type { PrivateKey } from './model';
import { passphraseBytes } from './passphrase';
import { encodeBase64Lines } from './pem';
import { writePpkPrivateBlob } from './ppk-blob';
import {
  derivePpk2Secrets,
  derivePpk3Secrets,
  encryptPpk,
  openPpkSecrets,
  type PpkSecrets,
  type PpkVersion,
  padPpk,
  ppkMac,
} from './ppk-crypto';
import { ppkMagic } from './ppk-lines';
import type { OnProgress } from './progress';
import { writePublicBlob } from './public-blob';
import { oneLine } from './text';

/** How a protected version 3 file derives its key; what is left out is PuTTYgen's default. */
export interface PpkOptions {
  kdf?: Argon2Flavour;
  /** KiB; 8192. */
  memory?: number;
  /** Passes over the memory; as many as take about 100 ms here, counted up in Fibonacci numbers. */
  passes?: number;
  parallelism?: number;
  /** 16 new random bytes. */
  salt?: Uint8Array;
  /** A file's protection so far: what is left out is as it was there, passes at least as many. */
  atLeast?: Protection;
}

const names: Record<Argon2Flavour, string> = { argon2id: 'Argon2id', argon2i: 'Argon2i', argon2d: 'Argon2d' };
const isFlavour = (kdf: string): kdf is Argon2Flavour => Object.hasOwn(names, kdf);
const defaultMemory = 8192;
const targetMilliseconds = 100;

/**
 * Writes a PuTTY private key as PuTTYgen does, byte for byte given the same salt and passes (PuTTY manual, appendix C).
 * An empty passphrase leaves it unprotected. Line breaks in the comment become spaces. Fails with `keys.cost-too-high`.
 */
export async function writePpk(
  version: PpkVersion,
  key: PrivateKey,
  passphrase: string,
  options: PpkOptions = {},
  onProgress?: OnProgress,
): Promise<Buffer> {
  const { certificate } = key;
  const comment = oneLine(key.comment);
  const algorithm = certificate ? certificateName(certificate) : key.algorithm;
  const encryption = passphrase === '' ? 'none' : 'aes256-cbc';
  const { secrets, headers } = await sealing(version, passphrase, options, onProgress);
  const publicBlob = certificate ? Buffer.from(certificate) : writePublicBlob(key);
  const plain = writePpkPrivateBlob(key);
  const privateBlob = passphrase === '' ? plain : padPpk(plain);
  const privateData = passphrase === '' ? plain : encryptPpk(secrets, privateBlob);
  const mac = ppkMac(version, secrets, { algorithm, encryption, comment, publicBlob, privateBlob });
  return Buffer.concat([
    Buffer.from(`${ppkMagic}${version}: ${algorithm}\nEncryption: ${encryption}\nComment: `, 'latin1'),
    comment,
    Buffer.from(
      `\n${counted('Public-Lines', publicBlob)}${headers}${counted('Private-Lines', privateData)}` +
        `Private-MAC: ${mac.toString('hex')}\n`,
      'latin1',
    ),
  ]);
}

function counted(name: string, bytes: Uint8Array): string {
  return `${name}: ${Math.ceil(bytes.length / 48)}\n${encodeBase64Lines(bytes)}`;
}

async function sealing(
  version: PpkVersion,
  passphrase: string,
  options: PpkOptions,
  onProgress: OnProgress | undefined,
): Promise<{ secrets: PpkSecrets; headers: string }> {
  if (passphrase === '') return { secrets: openPpkSecrets(version), headers: '' };
  const bytes = passphraseBytes(passphrase);
  if (version === 2) return { secrets: derivePpk2Secrets(bytes), headers: '' };
  const before = argon2Before(options.atLeast);
  const flavour = options.kdf ?? before.kdf ?? 'argon2id';
  const memory = options.memory ?? before.memory ?? defaultMemory;
  const parallelism = options.parallelism ?? before.parallelism ?? 1;
  const { passes, salt = randomBytes(16) } = options;
  const derive = (cost: Argon2Cost, onPass?: OnProgress) =>
    derivePpk3Secrets(flavour, cost, bytes, salt, onPass);
  const { cost, secrets } = passes
    ? {
        cost: { memory, passes, parallelism },
        secrets: await derive({ memory, passes, parallelism }, onProgress),
      }
    : await countPasses({ memory, parallelism, passes: before.passes ?? 1 }, derive, onProgress);
  const headers = [
    `Key-Derivation: ${names[flavour]}`,
    `Argon2-Memory: ${cost.memory}`,
    `Argon2-Passes: ${cost.passes}`,
    `Argon2-Parallelism: ${cost.parallelism}`,
    `Argon2-Salt: ${Buffer.from(salt).toString('hex')}`,
  ];
  return { secrets, headers: `${headers.join('\n')}\n` };
}

/** The derivation of a file's protection so far, where that is Argon2. */
function argon2Before(protection: Protection | undefined): PpkOptions {
  if (!protection || !isFlavour(protection.kdf)) return {};
  const { memory, passes, parallelism } = protection.cost;
  return { kdf: protection.kdf, memory, passes, parallelism };
}

/**
 * PuTTYgen's rule (argon2_choose_passes): Fibonacci numbers, times the passes of `least`, until one takes 100 ms. That last
 * derivation is the file's own.
 */
async function countPasses(
  least: Argon2Cost,
  derive: (cost: Argon2Cost, onPass?: OnProgress) => Promise<PpkSecrets>,
  onProgress: OnProgress | undefined,
): Promise<{ cost: Argon2Cost; secrets: PpkSecrets }> {
  let [passes, next] = [least.passes, least.passes];
  for (;;) {
    const cost = { ...least, passes };
    const start = performance.now();
    // What takes long takes more than 100 ms: only the last one is worth a report.
    const secrets = await derive(cost, onProgress);
    if (performance.now() - start >= targetMilliseconds) return { cost, secrets };
    [passes, next] = [next, passes + next];
  }
}
