import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Action, recordsOf } from './ec2-account';
import { Ec2Error, type Members } from './ec2-protocol';

/*
 * Key pairs as EC2 makes, takes and lists them. Keys come from ssh-keygen, fingerprints from OpenSSL by AWS's rules:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
 */

const notOpenSsh = () => new Ec2Error('InvalidKey.Format', 'Key is not in valid OpenSSH public key format');

const createKeyPair: Action = {
  answer(account, { KeyName, KeyType = 'rsa' }) {
    const key = newKey(String(KeyType));
    const pair = addPair(account, String(KeyName), String(KeyType), key);
    const { PublicKey: _, CreateTime: __, KeyType: ___, ...answer } = pair;
    return { ...answer, KeyMaterial: key.material };
  },
};

const importKeyPair: Action = {
  answer(account, { KeyName, PublicKeyMaterial }) {
    const line = Buffer.from(String(PublicKeyMaterial), 'base64').toString('utf8');
    const [algorithm = '', base64 = ''] = line.trim().split(' ');
    const type = { 'ssh-rsa': 'rsa', 'ssh-ed25519': 'ed25519' }[algorithm];
    if (!type) throw notOpenSsh();
    const publicKey = `${algorithm} ${base64}`;
    const fingerprint = type === 'rsa' ? importedRsaPrint(publicKey) : ed25519Print(publicKey);
    const pair = addPair(account, String(KeyName), type, { publicKey, fingerprint });
    return { KeyName, KeyPairId: pair.KeyPairId, KeyFingerprint: pair.KeyFingerprint };
  },
};

/** Deleting what is not there is no error. */
const deleteKeyPair: Action = {
  answer(account, { KeyName, KeyPairId }) {
    const isMeant = (pair: Members) =>
      KeyPairId === undefined ? pair.KeyName === KeyName : pair.KeyPairId === KeyPairId;
    const pairs = recordsOf(account, 'KeyPairs');
    account.KeyPairs = pairs.filter((pair) => !isMeant(pair));
    return { Return: true, KeyPairId: pairs.find(isMeant)?.KeyPairId };
  },
};

export const keyPairActions: Record<string, Action> = {
  CreateKeyPair: createKeyPair,
  ImportKeyPair: importKeyPair,
  DeleteKeyPair: deleteKeyPair,
};

interface PublicHalf {
  publicKey: string;
  fingerprint: string;
}

function addPair(account: Members, name: string, type: string, { publicKey, fingerprint }: PublicHalf) {
  const pairs = recordsOf(account, 'KeyPairs');
  if (pairs.some(({ KeyName }) => KeyName === name)) {
    throw new Ec2Error('InvalidKeyPair.Duplicate', `The keypair already exists: ${name}`);
  }
  const pair = {
    KeyPairId: `key-0${randomBytes(8).toString('hex')}`,
    KeyName: name,
    KeyType: type,
    KeyFingerprint: fingerprint,
    PublicKey: `${publicKey} ${name}\n`,
    CreateTime: new Date().toISOString(),
    Tags: [],
  };
  account.KeyPairs = [...pairs, pair];
  return pair;
}

/** A new key: RSA of 2048 bits in PKCS#1, or Ed25519 in OpenSSH's own format. The material ends without a line break, as EC2's does. */
function newKey(type: string): PublicHalf & { material: string } {
  return inFolder((folder) => {
    const path = join(folder, 'key');
    const kind = type === 'rsa' ? ['-t', 'rsa', '-b', '2048', '-m', 'PEM'] : ['-t', type];
    execFileSync('ssh-keygen', ['-q', ...kind, '-N', '', '-C', '', '-f', path]);
    const material = readFileSync(path, 'utf8').trimEnd();
    const publicKey = readFileSync(`${path}.pub`, 'utf8').trim();
    return {
      material,
      publicKey,
      fingerprint: type === 'rsa' ? createdRsaPrint(path) : ed25519Print(publicKey),
    };
  });
}

function createdRsaPrint(path: string): string {
  const toDer = ['pkcs8', '-in', path, '-inform', 'PEM', '-outform', 'DER', '-topk8', '-nocrypt'];
  return colonHex('sha1', execFileSync('openssl', toDer));
}

/** Fails as EC2 does for what is no RSA key of a length it takes. */
function importedRsaPrint(publicKey: string): string {
  const pem = inFolder((folder) => {
    const path = join(folder, 'key.pub');
    writeFileSync(path, publicKey);
    try {
      return execFileSync('ssh-keygen', ['-e', '-m', 'PKCS8', '-f', path], { stdio: 'pipe' });
    } catch {
      throw notOpenSsh();
    }
  });
  const key = createPublicKey(pem);
  if (![1024, 2048, 4096].includes(key.asymmetricKeyDetails?.modulusLength ?? 0)) throw notOpenSsh();
  return colonHex('md5', key.export({ type: 'spki', format: 'der' }));
}

/** Base64 with its padding, which `ssh-keygen -l` leaves out. */
function ed25519Print(publicKey: string): string {
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  return createHash('sha256').update(blob).digest('base64');
}

function colonHex(algorithm: string, bytes: Uint8Array): string {
  const hex = createHash(algorithm).update(bytes).digest('hex');
  return hex.replace(/..(?!$)/g, '$&:');
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ec2-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
