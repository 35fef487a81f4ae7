import {
  CreateKeyPairCommand,
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  ImportKeyPairCommand,
  type KeyPairInfo,
} from '@aws-sdk/client-ec2';
import type { CreatedKeyType, InventoryErrorCode } from '../../contract/inventory';
import type { KeyPair } from '../../contract/snapshot';
import type { Ec2Connection } from './connection';
import { nameOf } from './errors';
import { InventoryError } from './inventory-error';

/** What EC2 answers to a new key pair, as far as it is the same for created and imported ones. */
type Answer = Pick<KeyPairInfo, 'KeyName' | 'KeyPairId' | 'KeyFingerprint'>;

/** A key pair as EC2 lists it, and its private key, which EC2 gives out this once. */
export interface CreatedKeyPair {
  pair: KeyPair;
  /** PEM: PKCS#1 for RSA, OpenSSH's own for Ed25519. */
  material: string;
}

/**
 * EC2's codes for what can be wrong with a key pair.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
const codeOfName: Readonly<Record<string, InventoryErrorCode>> = {
  'InvalidKeyPair.Duplicate': 'inventory.key-pair-exists',
  'InvalidKeyPair.Format': 'inventory.key-refused',
  'InvalidKey.Format': 'inventory.key-refused',
  InvalidParameterValue: 'inventory.key-pair-name',
  KeyPairLimitExceeded: 'inventory.key-pair-limit',
  ResourceLimitExceeded: 'inventory.key-pair-limit',
};

/**
 * Gives EC2 a public key (an authorized_keys line) under a name, and yields the key pair as EC2 will list it. Where an
 * answer is lost, the SDK asks again: a name that is taken then may be taken by the first try.
 * Throws InventoryError.
 */
export async function importKeyPair(
  connection: Ec2Connection,
  name: string,
  publicKey: string,
): Promise<KeyPair> {
  // Without the comment: EC2 shows the pair's name instead, and refuses some characters.
  const PublicKey = publicKey.split(' ', 2).join(' ');
  const command = new ImportKeyPairCommand({ KeyName: name, PublicKeyMaterial: Buffer.from(PublicKey) });
  let answerLost = false;
  const noteLostAnswer = failedTry((error) => {
    answerLost ||= !isRefusal(connection, error);
    return error;
  });
  command.middlewareStack.add(noteLostAnswer, { ...aroundEachTry, name: 'noteLostAnswer' });
  const answer = await connection.client.send(command).catch(async (error: unknown) => {
    const taken = nameOf(error) === 'InvalidKeyPair.Duplicate';
    const own = taken && answerLost ? await findKeyPair(connection, name, PublicKey) : undefined;
    if (own) return own;
    throw keyPairError(connection, error, { call: 'ImportKeyPair', name });
  });
  return { ...listed(answer, name), PublicKey };
}

/** The key pair of this name and public key (without a comment); undefined where there is none, or none may be seen. */
async function findKeyPair(
  connection: Ec2Connection,
  name: string,
  publicKey: string,
): Promise<KeyPairInfo | undefined> {
  const command = new DescribeKeyPairsCommand({ KeyNames: [name], IncludePublicKey: true });
  const { KeyPairs = [] } = await connection.client.send(command).catch(() => ({ KeyPairs: [] }));
  // EC2 puts the name after it, where a comment stands.
  return KeyPairs.find(({ PublicKey }) => PublicKey?.trim().split(' ', 2).join(' ') === publicKey);
}

/**
 * Has EC2 make a key pair: RSA of 2048 bits, or Ed25519. Never asked twice: where the answer to a call that may have been
 * carried out is lost, the private key is lost with it. Then it fails with `inventory.key-pair-unsure`.
 * Throws InventoryError.
 */
export async function createKeyPair(
  connection: Ec2Connection,
  name: string,
  type: CreatedKeyType,
): Promise<CreatedKeyPair> {
  const command = new CreateKeyPairCommand({ KeyName: name, KeyType: type, KeyFormat: 'pem' });
  const neverRepeat = failedTry((error) => (isRefusal(connection, error) ? error : new LostAnswer(error)));
  command.middlewareStack.add(neverRepeat, { ...aroundEachTry, name: 'neverRepeat' });
  const answer = await connection.client.send(command).catch((error: unknown) => {
    if (error instanceof LostAnswer) throw unsure(name, error.reason);
    throw keyPairError(connection, error, { call: 'CreateKeyPair', name });
  });
  if (!answer.KeyMaterial) throw unsure(name);
  return { pair: listed(answer, name), material: answer.KeyMaterial };
}

function unsure(keyPair: string, cause?: unknown): InventoryError {
  return new InventoryError('inventory.key-pair-unsure', { keyPair }, { cause });
}

/** Deletes a key pair, by its id where that is known. One that is not there is no error, as with EC2. Throws InventoryError. */
export async function deleteKeyPair(connection: Ec2Connection, pair: KeyPair): Promise<void> {
  const { KeyName, KeyPairId } = pair;
  const command = new DeleteKeyPairCommand(KeyPairId ? { KeyPairId } : { KeyName });
  await connection.client.send(command).catch((error: unknown) => {
    throw connection.explain(error, 'DeleteKeyPair');
  });
}

/** Inside the SDK's retries, outside of what makes errors of answers. */
const aroundEachTry = { step: 'finalizeRequest', priority: 'low' } as const;

/** Has a try that failed fail with what this makes of its error. */
function failedTry(make: (error: unknown) => unknown) {
  return <In, Out>(next: (args: In) => Promise<Out>) =>
    async (args: In): Promise<Out> => {
      try {
        return await next(args);
      } catch (error) {
        throw make(error);
      }
    };
}

/** Stands for an error after which nobody knows what EC2 did; not as `cause`, which the SDK's retries would look into. */
class LostAnswer extends Error {
  constructor(readonly reason: unknown) {
    super('The answer was lost.');
  }
}

/** Node's codes of a host that was never reached, or whose certificate was refused before anything was sent. */
const notSent: ReadonlySet<unknown> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** The SDK's time-out for the connection: its text alone tells it from the one for the answer. */
function isConnectionTimeout(error: object): boolean {
  return error instanceof Error && /did not establish a connection/.test(error.message);
}

/** True where the call was certainly not carried out: it never left, was put off, or was answered with a refusal. */
function isRefusal(connection: Ec2Connection, error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && notSent.has(error.code)) return true;
  if (isConnectionTimeout(error)) return true;
  if (connection.explain(error, 'CreateKeyPair').code === 'inventory.throttled') return true;
  const { httpStatusCode } = Object(Reflect.get(error, '$metadata')) as { httpStatusCode?: unknown };
  return typeof httpStatusCode === 'number' && httpStatusCode >= 400 && httpStatusCode < 500;
}

function keyPairError(
  connection: Ec2Connection,
  error: unknown,
  { call, name }: { call: string; name: string },
): InventoryError {
  const awsName = nameOf(error);
  const code = Object.hasOwn(codeOfName, awsName) ? codeOfName[awsName] : undefined;
  if (!code) return connection.explain(error, call);
  return new InventoryError(code, { keyPair: name, region: connection.region }, { cause: error });
}

function listed({ KeyName, KeyPairId, KeyFingerprint }: Answer, name: string): KeyPair {
  return { KeyName: KeyName ?? name, KeyPairId, KeyFingerprint };
}
