import { EC2Client } from '@aws-sdk/client-ec2';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { type Attempt, inventoryError } from './errors';
import { InventoryError } from './inventory-error';
import { endpointOf, readSharedFiles, signsInByBrowser } from './profiles';

/** One region as one profile sees it. `profile` null: the default credential chain. */
export interface Ec2Source {
  profile: string | null;
  region: string;
}

/** A client ready to ask EC2; credentials renew themselves where they can. */
export interface Ec2Connection {
  client: EC2Client;
  region: string;
  /** Tells an error of a call as Latchkey does. */
  explain(error: unknown, call: string): InventoryError;
}

/** Time-outs in milliseconds, each per try: EC2 answers in well under a second, a page of 1000 instances in a few. */
const requestHandler = {
  connectionTimeout: 3_000,
  requestTimeout: 15_000,
  throwOnRequestTimeout: true,
  /** Silence in the middle of an answer. */
  socketTimeout: 15_000,
};

/**
 * A throttled call waits 1 s, 2 s, 4 s … at most. The SDK's `adaptive` mode is worse for a burst of some twenty calls: one
 * that is throttled in the first half second slows all others to one in two seconds (measured: 5.0 s against 0.7 s).
 */
const retry = { retryMode: 'standard', maxAttempts: 5 };

/** A chosen profile goes before keys in the environment; the SDK would say so on stderr each time. */
const quiet = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/**
 * Opens EC2 for a source and finds its credentials by the standard chain, so that what is wrong with them is known
 * before the first call. AWS_ENDPOINT_URL_EC2 and `endpoint_url` are honoured.
 * Throws InventoryError where the profile or its credentials do not serve.
 */
export async function openEc2({ profile, region }: Ec2Source): Promise<Ec2Connection> {
  const files = await readSharedFiles();
  const chosen = profile ?? process.env.AWS_PROFILE;
  if (chosen && !files.profiles.has(chosen)) {
    throw new InventoryError('inventory.profile-unknown', { profile: chosen });
  }
  const name = chosen || 'default';
  const client = new EC2Client({
    region,
    endpoint: endpointOf(files, name),
    credentials: fromNodeProviderChain({
      profile: profile ?? undefined,
      clientConfig: { requestHandler },
      logger: quiet,
    }),
    ...retry,
    requestHandler,
  });
  const attempt: Omit<Attempt, 'call' | 'action' | 'host'> = {
    profile: name,
    region,
    browserSignIn: signsInByBrowser(files, name),
  };
  let host = '';
  client.middlewareStack.add(
    (next) => (args) => {
      if (isRequest(args.request)) host = args.request.hostname;
      return next(args);
    },
    { step: 'build', name: 'rememberHost' },
  );
  try {
    await client.config.credentials();
  } catch (error) {
    throw inventoryError(error, { ...attempt, call: 'AssumeRole', action: 'sts:AssumeRole', host: 'AWS' });
  }
  return {
    client,
    region,
    explain: (error, call) => inventoryError(error, { ...attempt, call, action: `ec2:${call}`, host }),
  };
}

function isRequest(value: unknown): value is { hostname: string } {
  return (
    typeof value === 'object' && value !== null && 'hostname' in value && typeof value.hostname === 'string'
  );
}
