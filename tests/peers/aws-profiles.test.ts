import { afterEach, describe, expect, test } from 'vitest';
import { listProfiles, openEc2, readSnapshot } from '../../main/aws';
import { type AwsHome, awsHome } from '../servers/aws-home';
import { type Ec2, startEc2 } from '../servers/ec2';

/** Profiles as the user's files name them, and what the SDK makes of them on the way to EC2. */

let home: AwsHome | undefined;
const servers: Ec2[] = [];

afterEach(async () => {
  home?.remove();
  home = undefined;
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

async function ec2(clockAhead?: number): Promise<Ec2> {
  const server = await startEc2({ snapshot: { Reservations: [] }, clockAhead });
  servers.push(server);
  return server;
}

async function load(profile: string | null, region = 'eu-west-1'): Promise<void> {
  await readSnapshot(await openEc2({ profile, region }));
}

/** Who asked, and for which region. */
function askers({ calls }: Ec2): string[] {
  return [...new Set(calls.map(({ accessKeyId, region }) => `${accessKeyId} ${region}`))];
}

const credentials = [
  '[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = not-a-secret',
  '[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = not-a-secret',
  '[only-keys]\naws_access_key_id = AKIDONLYKEYS\naws_secret_access_key = not-a-secret',
].join('\n');

const config = [
  '[default]\nregion = eu-central-1',
  '[profile work]\nregion = ap-northeast-2',
  '[profile no-region]\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = work',
  '[sso-session company]\nsso_region = eu-west-1',
  '[services local]\nec2 =\n  endpoint_url = http://127.0.0.1:1',
].join('\n');

describe('the list', () => {
  test('has every profile of both files and nothing else, the default one first', async () => {
    home = awsHome({ config, credentials });
    expect(await listProfiles()).toEqual([
      { name: 'default', region: 'eu-central-1' },
      { name: 'no-region', region: null },
      { name: 'only-keys', region: null },
      { name: 'work', region: 'ap-northeast-2' },
    ]);
  });

  test('begins with AWS_PROFILE, and AWS_REGION goes before the files', async () => {
    home = awsHome({ config, credentials, env: { AWS_PROFILE: 'work', AWS_REGION: 'us-west-2' } });
    const [first, second] = await listProfiles();
    expect([first, second]).toEqual([
      { name: 'work', region: 'us-west-2' },
      { name: 'default', region: 'us-west-2' },
    ]);
  });

  test('is empty without files', async () => {
    home = awsHome({
      env: { AWS_CONFIG_FILE: '/nowhere/config', AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials' },
    });
    expect(await listProfiles()).toEqual([]);
  });

  test('is read anew each time', async () => {
    home = awsHome({ config: '[profile before]\nregion = eu-west-1\n' });
    await listProfiles();
    home.writeConfig('[profile after]\nregion = eu-west-2\n');
    expect(await listProfiles()).toEqual([{ name: 'after', region: 'eu-west-2' }]);
  });
});

describe('credentials', () => {
  test('are those of the chosen profile, also where the environment has others', async () => {
    const server = await ec2();
    const env = {
      AWS_ENDPOINT_URL_EC2: server.url,
      AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    };
    home = awsHome({ config, credentials, env });
    await load('work', 'ap-northeast-2');
    expect(askers(server)).toEqual(['AKIDWORK ap-northeast-2']);
  });

  test('without a profile come from the environment, then from the default profile', async () => {
    const server = await ec2();
    const env = { AWS_ENDPOINT_URL_EC2: server.url };
    home = awsHome({
      credentials,
      env: { ...env, AWS_ACCESS_KEY_ID: 'AKIDENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'not-a-secret' },
    });
    await load(null);
    home.remove();
    home = awsHome({ credentials, env });
    await load(null);
    expect(askers(server)).toEqual(['AKIDENVIRONMENT eu-west-1', 'AKIDDEFAULT eu-west-1']);
  });

  test('without a profile are those of AWS_PROFILE where it is set', async () => {
    const server = await ec2();
    home = awsHome({ credentials, env: { AWS_ENDPOINT_URL_EC2: server.url, AWS_PROFILE: 'only-keys' } });
    await load(null);
    expect(askers(server)).toEqual(['AKIDONLYKEYS eu-west-1']);
  });

  test('that were repaired are used without a restart', async () => {
    const server = await ec2();
    const keys = (id: string) =>
      `[profile work]\naws_access_key_id = ${id}\naws_secret_access_key = not-a-secret\n`;
    home = awsHome({ config: keys('AKIDOLD'), env: { AWS_ENDPOINT_URL_EC2: server.url } });
    await load('work');
    home.writeConfig(keys('AKIDNEW'));
    await load('work');
    expect(askers(server)).toEqual(['AKIDOLD eu-west-1', 'AKIDNEW eu-west-1']);
  });
});

describe('the endpoint', () => {
  test('is the one that the chosen profile names', async () => {
    const server = await ec2();
    home = awsHome({ config: `[profile work]\nendpoint_url = ${server.url}\n`, credentials });
    await load('work');
    expect(askers(server)).toEqual(['AKIDWORK eu-west-1']);
  });

  test('for EC2 goes before the one for everything', async () => {
    const server = await ec2();
    const text = [
      '[profile work]\nservices = local\nendpoint_url = http://127.0.0.1:1',
      `[services local]\nec2 =\n  endpoint_url = ${server.url}`,
    ].join('\n');
    home = awsHome({ config: text, credentials });
    await load('work');
    expect(askers(server)).toEqual(['AKIDWORK eu-west-1']);
  });

  test('in the environment goes before the files', async () => {
    const server = await ec2();
    home = awsHome({
      config: '[profile work]\nendpoint_url = http://127.0.0.1:1\n',
      credentials,
      env: { AWS_ENDPOINT_URL_EC2: server.url },
    });
    await load('work');
    expect(askers(server)).toEqual(['AKIDWORK eu-west-1']);
  });
});

test('a computer whose clock is an hour behind still gets its answers', async () => {
  const server = await ec2(3_600_000);
  home = awsHome({ credentials, env: { AWS_ENDPOINT_URL_EC2: server.url } });
  await load('work');
  expect(server.calls.map(({ status }) => status)).toContain(400);
  expect(
    server.calls.filter(({ action, status }) => action === 'DescribeInstances' && status === 200),
  ).toHaveLength(1);
});
