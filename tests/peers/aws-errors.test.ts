import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { inventoryErrorCode } from '../../contract/inventory';
import { errorSentence, isMessageKey, languages, translator } from '../../locales';
import { openEc2, readSnapshot } from '../../main/aws';
import { InventoryError } from '../../main/aws/inventory-error';
import { type AwsHome, type AwsHomeOptions, awsHome, keysAt } from '../servers/aws-home';
import { type Ec2, type Ec2Options, startEc2 } from '../servers/ec2';
import { freePort } from '../servers/sshd';
import { type Sts, startSts } from '../servers/sts';

/** Whatever goes wrong between this program and EC2, each told by its own code. The SDK is the real one. */

let home: AwsHome | undefined;
const servers: (Ec2 | Sts)[] = [];

afterEach(async () => {
  home?.remove();
  home = undefined;
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function ec2(options: Partial<Ec2Options> = {}): Promise<Ec2> {
  const server = await startEc2({ snapshot: { Reservations: [] }, ...options });
  servers.push(server);
  return server;
}

/** What loading a region fails with, in this AWS set-up. Its sentence can be made of it in every language. */
async function failure(options: AwsHomeOptions, profile: string | null = null) {
  home = awsHome(options);
  const error: unknown = await openEc2({ profile, region: 'eu-west-1' })
    .then(readSnapshot)
    .catch((caught: unknown) => caught);
  if (!(error instanceof InventoryError)) throw new Error('An InventoryError was expected', { cause: error });
  for (const language of languages) {
    // Throws where the sentence has a place that no parameter fills.
    expect(errorSentence(translator(language), error)).not.toContain(error.code);
  }
  return { code: error.code, params: error.params };
}

describe('EC2 refuses', () => {
  test.each([
    [
      'UnauthorizedOperation',
      'inventory.denied',
      { action: 'ec2:DescribeInstances', call: 'DescribeInstances' },
    ],
    ['AuthFailure', 'inventory.invalid-credentials', { profile: 'default', region: 'eu-west-1' }],
    ['InvalidClientTokenId', 'inventory.invalid-credentials', {}],
    ['SignatureDoesNotMatch', 'inventory.invalid-credentials', {}],
    ['RequestExpired', 'inventory.expired', { profile: 'default' }],
    ['ExpiredToken', 'inventory.expired', { profile: 'default' }],
    ['RequestTimeTooSkewed', 'inventory.clock', {}],
    ['OptInRequired', 'inventory.region-unknown', { region: 'eu-west-1' }],
    [
      'PendingVerification',
      'inventory.service',
      { call: 'DescribeInstances', reason: 'PendingVerification' },
    ],
    ['InvalidParameterValue', 'inventory.service', { reason: 'InvalidParameterValue' }],
  ])('%s is %s', async (awsCode, code, params) => {
    const { url } = await ec2({ errors: { '*': awsCode } });
    expect(await failure({ env: keysAt(url) })).toMatchObject({ code, params });
  });

  test('a call throttled again and again is tried five times', async () => {
    const server = await ec2({ throttle: { DescribeInstances: 1_000 } });
    expect(await failure({ env: keysAt(server.url) })).toEqual({
      code: 'inventory.throttled',
      params: { call: 'DescribeInstances' },
    });
    expect(server.calls.filter(({ action }) => action === 'DescribeInstances')).toHaveLength(5);
  });
});

describe('credentials', () => {
  test('none at all', async () => {
    expect(await failure({})).toEqual({ code: 'inventory.no-credentials', params: { profile: 'default' } });
  });

  test('a profile without any', async () => {
    const config = '[profile work]\nregion = eu-west-1\n';
    expect(await failure({ config }, 'work')).toEqual({
      code: 'inventory.no-credentials',
      params: { profile: 'work' },
    });
  });

  test('a profile that is not there, chosen or by AWS_PROFILE', async () => {
    const unknown = { code: 'inventory.profile-unknown', params: { profile: 'elsewhere' } };
    expect(await failure({ config: '[profile work]\nregion = eu-west-1\n' }, 'elsewhere')).toEqual(unknown);
    home?.remove();
    expect(await failure({ env: { AWS_PROFILE: 'elsewhere' } })).toEqual(unknown);
  });

  test('a browser sign-in that is over, by itself and as the source of a role', async () => {
    const config = [
      '[sso-session company]\nsso_region = eu-west-1\nsso_start_url = https://company.awsapps.com/start',
      '[profile sso]\nsso_session = company\nsso_account_id = 123456789012\nsso_role_name = Reader',
      '[profile role]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = sso',
    ].join('\n');
    expect(await failure({ config }, 'sso')).toEqual({
      code: 'inventory.expired',
      params: { profile: 'sso' },
    });
    home?.remove();
    expect(await failure({ config }, 'role')).toEqual({
      code: 'inventory.expired',
      params: { profile: 'role' },
    });
  });

  test('a role that may not be assumed', async () => {
    const sts = await startSts({ error: 'AccessDenied' });
    servers.push(sts);
    const config =
      '[profile role]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = base\nregion = eu-west-1\n';
    const credentials = '[base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = not-a-secret\n';
    expect(await failure({ config, credentials, env: { AWS_ENDPOINT_URL_STS: sts.url } }, 'role')).toEqual({
      code: 'inventory.denied',
      params: { action: 'sts:AssumeRole', call: 'AssumeRole', profile: 'role' },
    });
    expect(sts.actions).toEqual(['AssumeRole']);
  });

  test('the secret key stands in no error', async () => {
    home = awsHome({ env: keysAt((await ec2({ errors: { '*': 'AuthFailure' } })).url) });
    const error: unknown = await openEc2({ profile: null, region: 'eu-west-1' })
      .then(readSnapshot)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InventoryError);
    expect(`${JSON.stringify(error)} ${String(error)}`).not.toContain('not-a-secret');
  });
});

describe('network', () => {
  test('nothing listens', async () => {
    expect(await failure({ env: keysAt(`http://127.0.0.1:${await freePort()}`) })).toEqual({
      code: 'inventory.network',
      params: { host: '127.0.0.1' },
    });
  });

  test('a name that does not exist', async () => {
    expect(await failure({ env: keysAt('http://ec2.nowhere.invalid') })).toEqual({
      code: 'inventory.network',
      params: { host: 'ec2.nowhere.invalid' },
    });
  });

  test('a server that hangs up', async () => {
    const server = createServer((socket) => socket.destroy());
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    try {
      expect(await failure({ env: keysAt(`http://127.0.0.1:${port}`) })).toEqual({
        code: 'inventory.network',
        params: { host: '127.0.0.1' },
      });
    } finally {
      server.close();
    }
  });
});

test('every code has its sentence, and it says what to do', () => {
  const without = inventoryErrorCode.options.filter((code) => !isMessageKey(`error.${code}`));
  expect(without).toEqual([]);
  const t = translator('en');
  expect(t('error.inventory.expired', { profile: 'work' })).toContain('aws sso login --profile work');
});
