import { afterEach, describe, expect, test } from 'vitest';
import sampleAccount from '../../assets/sample-account.json';
import { inventoryCalls } from '../../contract/inventory';
import { snapshot } from '../../contract/snapshot';
import { createInventoryService } from '../../main/inventory/service';
import { type AwsHome, awsHome, keysAt } from '../servers/aws-home';
import { type Ec2, startEc2 } from '../servers/ec2';

/** The calls of the inventory process, on the real SDK. */

const sample = snapshot.parse(sampleAccount);
const now = new Date('2026-07-01T12:00:00Z');

let home: AwsHome | undefined;
const servers: Ec2[] = [];

afterEach(async () => {
  home?.remove();
  home = undefined;
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

function service(loadSample = () => Promise.resolve(sample)) {
  const handlers = createInventoryService({
    loadSample,
    loadAws: () => import('../../main/aws'),
    now: () => now,
  });
  return {
    profiles: async () => handlers['inventory.profiles'](null, []),
    load: async (source: object) =>
      handlers['inventory.load'](inventoryCalls['inventory.load'].input.parse({ source }), []),
    badges: async (from: string | null) => handlers['inventory.badges']({ from }, []),
    lookup: async (instance: string) => handlers['inventory.lookup']({ instance }, []),
    check: async (instance: string) =>
      handlers['access.check']({ instance, port: 22, protocol: 'tcp', from: '203.0.113.7' }, []),
  };
}

async function ec2(account: object): Promise<Ec2> {
  const server = await startEc2({ snapshot: account });
  servers.push(server);
  home = awsHome({ env: keysAt(server.url) });
  return server;
}

/** A whole small account: one running instance at an address, with its network interface. */
function oneInstance(id: string, address: string) {
  const Association = { PublicIp: address, IpOwnerId: 'amazon' };
  const networkInterface = {
    NetworkInterfaceId: 'eni-1',
    Status: 'in-use',
    PrivateIpAddress: '10.0.1.5',
    Association,
  };
  const instance = {
    InstanceId: id,
    ImageId: 'ami-1',
    KeyName: 'team',
    State: { Code: 16, Name: 'running' },
    PublicIpAddress: address,
    PrivateIpAddress: '10.0.1.5',
    NetworkInterfaces: [networkInterface],
  };
  return {
    Reservations: [{ ReservationId: 'r-1', OwnerId: '123456789012', Instances: [instance] }],
    NetworkInterfaces: [{ ...networkInterface, Attachment: { InstanceId: id, DeviceIndex: 0 } }],
    Images: [{ ImageId: 'ami-1', Name: 'al2023-ami-2023.5', OwnerId: '137112412989' }],
    KeyPairs: [{ KeyName: 'team', KeyPairId: 'key-1' }],
  };
}

const aws = { kind: 'aws', profile: null, region: 'eu-west-1' };

describe('the sample account', () => {
  test('needs no AWS at all: rows, badges and verdicts', async () => {
    const { load, badges, check } = service();
    const inventory = await load({ kind: 'sample' });
    expect(inventoryCalls['inventory.load'].output.parse(inventory)).toEqual(inventory);
    expect(inventory).toMatchObject({
      source: { kind: 'sample' },
      account: sample.Account,
      region: sample.Region,
      takenAt: now.toISOString(),
      problems: [],
    });
    const ids = inventory.rows.map(({ instance }) => instance);
    expect(Object.keys(await badges(null)).toSorted()).toEqual(ids.toSorted());
    expect(await check(String(ids[0]))).toMatchObject({ instance: ids[0], port: 22 });
  });

  test('has nothing to connect to', async () => {
    const { load, lookup } = service();
    const { rows } = await load({ kind: 'sample' });
    await expect(lookup(String(rows[0]?.instance))).rejects.toMatchObject({ code: 'inventory.sample-only' });
  });
});

test('nothing is answered before something is loaded', async () => {
  const { badges, lookup, check } = service();
  const refused = { code: 'inventory.not-loaded' };
  await expect(badges(null)).rejects.toMatchObject(refused);
  await expect(lookup('i-1')).rejects.toMatchObject(refused);
  await expect(check('i-1')).rejects.toMatchObject(refused);
});

test('a region is loaded, and what could not be read is named', async () => {
  await ec2(oneInstance('i-one', '198.51.100.10'));
  const inventory = await service().load(aws);
  expect(inventory).toMatchObject({ source: aws, account: '123456789012', region: 'eu-west-1' });
  expect(inventory.rows).toMatchObject([
    { instance: 'i-one', publicAddress: '198.51.100.10', keyPairId: 'key-1', loginUser: 'ec2-user' },
  ]);
  expect(inventory.problems).toContainEqual(
    expect.objectContaining({ call: 'DescribeNetworkAcls', code: 'inventory.denied' }),
  );
});

describe('a lookup', () => {
  test('gives the address as of now, not the one that was loaded', async () => {
    const account = oneInstance('i-one', '198.51.100.10');
    const server = await ec2(account);
    const { load, lookup } = service();
    await load(aws);
    server.replaceAccount(oneInstance('i-one', '198.51.100.99'));
    expect(await lookup('i-one')).toMatchObject({
      publicAddress: '198.51.100.99',
      keyPairId: 'key-1',
      loginUser: 'ec2-user',
    });
  });

  test('of an instance that is no more says so', async () => {
    const server = await ec2(oneInstance('i-one', '198.51.100.10'));
    const { load, lookup } = service();
    await load(aws);
    server.replaceAccount({ ...oneInstance('i-one', '198.51.100.10'), Reservations: [] });
    await expect(lookup('i-one')).rejects.toMatchObject({
      code: 'inventory.instance-gone',
      params: { instance: 'i-one' },
    });
  });
});

test('of two loads at a time the later is kept, also where the earlier is answered last', async () => {
  await ec2(oneInstance('i-one', '198.51.100.10'));
  let finishSample = (): void => {};
  const slowSample = new Promise<typeof sample>((resolve) => {
    finishSample = () => resolve(sample);
  });
  const { load, badges } = service(() => slowSample);
  const earlier = load({ kind: 'sample' });
  await load(aws);
  finishSample();
  expect((await earlier).source).toEqual({ kind: 'sample' });
  expect(Object.keys(await badges(null))).toEqual(['i-one']);
});

test('a load that fails leaves what was loaded', async () => {
  home = awsHome({});
  const { load, badges } = service();
  const { rows } = await load({ kind: 'sample' });
  await expect(load(aws)).rejects.toMatchObject({ code: 'inventory.no-credentials' });
  expect(Object.keys(await badges(null))).toHaveLength(rows.length);
});

test('an address that cannot be a client is refused as such', async () => {
  const { load, badges } = service();
  await load({ kind: 'sample' });
  await expect(badges('10.0.0.1')).rejects.toMatchObject({ code: 'access.from-private' });
});

test('profiles are those of the files', async () => {
  home = awsHome({ config: '[profile work]\nregion = eu-west-1\n' });
  expect(await service().profiles()).toEqual([{ name: 'work', region: 'eu-west-1' }]);
});
