import { describe, expect, test } from 'vitest';
import sample from '../../assets/sample-account.json';
import { hostRow as hostRowSchema } from '../../contract/hosts';
import { type Instance, type Snapshot, snapshot as snapshotSchema } from '../../contract/snapshot';
import { hostRows } from './rows';

function rowOf(instance: Instance, members: Snapshot = {}) {
  const [row] = hostRows({ Reservations: [{ Instances: [{ InstanceId: 'i-1', ...instance }] }], ...members });
  return row;
}

describe('the sample account', () => {
  const rows = hostRows(snapshotSchema.parse(sample));
  const byName = new Map(rows.map((row) => [row.name, row]));

  test('is 18 rows, each as the contract says', () => {
    expect(rows).toHaveLength(18);
    for (const row of rows) expect(hostRowSchema.parse(row)).toEqual(row);
  });

  test('a row tells all that is known', () => {
    expect(byName.get('web-blue')).toMatchObject({
      account: '000000000000',
      region: 'ap-northeast-2',
      state: 'running',
      publicAddress: '192.0.2.24',
      privateAddress: '10.0.1.24',
      ipv6: '2001:db8:100:1::18',
      keyPair: 'webteam-2024',
      keyPairId: expect.stringMatching(/^key-/),
      image: expect.stringMatching(/^ami-/),
      imageName: 'golden-web-2026-04',
      instanceType: 't3.large',
      launchTime: '2026-04-27T09:02:11+00:00',
      platform: 'linux',
      loginUser: 'ubuntu',
      loginUserFrom: 'console',
      securityGroups: [{ id: expect.stringMatching(/^sg-/), name: 'web-sg' }],
      tags: { Name: 'web-blue', Project: 'shop', Env: 'prod' },
    });
  });

  test.each([
    ['win-desktop', { platform: 'windows', loginUser: 'Administrator', loginUserFrom: 'platform' }],
    ['kafka-a', { publicAddress: null, ipv6: null, loginUser: 'admin', loginUserFrom: 'image' }],
    ['edge-v6', { publicAddress: null, ipv6: '2001:db8:100:2::2a', loginUser: 'ec2-user' }],
    [
      'notebook-gpu',
      { state: 'stopped', stateReason: 'Client.UserInitiatedShutdown: User initiated shutdown' },
    ],
    ['ftp-legacy', { imageName: null, loginUser: null, loginUserFrom: null }],
  ])('%s', (name, fields) => {
    expect(byName.get(name)).toMatchObject(fields);
  });
});

describe('what is missing', () => {
  test('is null, and nothing is made up', () => {
    expect(rowOf({})).toEqual({
      instance: 'i-1',
      account: null,
      region: null,
      name: null,
      state: null,
      publicAddress: null,
      privateAddress: null,
      ipv6: null,
      keyPair: null,
      image: null,
      platform: 'linux',
      loginUser: null,
      loginUserFrom: null,
      tags: {},
      instanceType: null,
      launchTime: null,
      stateReason: null,
      subnet: null,
      vpc: null,
      keyPairId: null,
      imageName: null,
      securityGroups: [],
    });
  });

  test('account and region come from the next best place', () => {
    expect(rowOf({ Placement: { AvailabilityZone: 'eu-central-1b' } })).toMatchObject({
      region: 'eu-central-1',
    });
    expect(rowOf({}, { Account: '000000000000', Region: 'us-east-1' })).toMatchObject({
      account: '000000000000',
      region: 'us-east-1',
    });
  });
});

test('addresses that only the interfaces tell', () => {
  const own = {
    Association: { PublicIp: '192.0.2.9' },
    PrivateIpAddress: '10.0.0.9',
    Ipv6Addresses: [{ Ipv6Address: '2001:db8::9' }],
  };
  const elsewhere = { ...own, Attachment: { InstanceId: 'i-1' } };
  const expected = { publicAddress: '192.0.2.9', privateAddress: '10.0.0.9', ipv6: '2001:db8::9' };
  expect(rowOf({ NetworkInterfaces: [own] })).toMatchObject(expected);
  expect(rowOf({}, { NetworkInterfaces: [elsewhere] })).toMatchObject(expected);
});

test('an address the instance has given up is not shown from an older list of interfaces', () => {
  const stale = { Association: { PublicIp: '192.0.2.9' }, Attachment: { InstanceId: 'i-1' } };
  const row = rowOf({ NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] }, { NetworkInterfaces: [stale] });
  expect(row?.publicAddress).toBeNull();
});

test('an instance that two files tell of is one row', () => {
  const Reservations = [
    { Instances: [{ InstanceId: 'i-1' }] },
    { Instances: [{ InstanceId: 'i-1', KeyName: 'new' }] },
  ];
  expect(hostRows({ Reservations })).toMatchObject([{ instance: 'i-1', keyPair: 'new' }]);
});

test('no reservations, no rows', () => {
  expect(hostRows({})).toEqual([]);
});
