import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../contract/snapshot';
import { evaluate } from '../evaluate';
import { exampleInstance, exampleInterface, exampleSnapshot } from '../example-snapshot';

function judge(snapshot: Snapshot, from = '203.0.113.7') {
  const verdict = evaluate(snapshot, { instance: exampleInstance, port: 22, protocol: 'tcp', from });
  return { ...verdict, step: verdict.steps.find(({ step }) => step === 'public-address') };
}

const nothing = { instance: { PublicIpAddress: undefined }, networkInterface: { Association: undefined } };

describe('the address judged', () => {
  test.each([
    ['203.0.113.7', 'ipv4', '192.0.2.10'],
    ['2001:db8:9::7', 'ipv6', '2001:db8:100::a'],
  ])('is of the family of %s', (from, family, address) => {
    const { step, ...verdict } = judge(exampleSnapshot(), from);
    expect(verdict).toMatchObject({ family, address });
    expect(step).toMatchObject({ verdict: 'pass', code: null, resource: exampleInterface });
  });

  const attached = (DeviceIndex: number) => ({ Attachment: { InstanceId: exampleInstance, DeviceIndex } });
  const interfaces = [
    { NetworkInterfaceId: 'eni-2', ...attached(2), Association: { PublicIp: '192.0.2.22' } },
    {
      NetworkInterfaceId: 'eni-1',
      ...attached(1),
      PrivateIpAddresses: [{ Association: { PublicIp: '192.0.2.21' } }],
    },
    { NetworkInterfaceId: 'eni-0', ...attached(0) },
  ];
  test.each([
    ['the one EC2 names for the instance', '192.0.2.22', '192.0.2.22', 'eni-2'],
    ['else the first in device order', undefined, '192.0.2.21', 'eni-1'],
  ])('of several is %s', (_, PublicIpAddress, address, networkInterface) => {
    const snapshot = exampleSnapshot({
      instance: { PublicIpAddress },
      members: { NetworkInterfaces: interfaces },
    });
    expect(judge(snapshot)).toMatchObject({ address, step: { verdict: 'pass', resource: networkInterface } });
  });

  test('is known from the instance alone, its interface is not', () => {
    expect(judge(exampleSnapshot({ members: { NetworkInterfaces: undefined } }))).toMatchObject({
      address: '192.0.2.10',
      step: { verdict: 'pass', resource: exampleInstance },
    });
  });
});

describe('no address', () => {
  test('of IPv4 blocks; an Elastic IP address is the fix', () => {
    const { address, step } = judge(exampleSnapshot({ ...nothing, members: {} }));
    expect(address).toBeNull();
    expect(step).toMatchObject({
      verdict: 'block',
      code: 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
      resource: exampleInterface,
      evidence: { otherFamilyAddress: '2001:db8:100::a' },
      fix: {
        action: 'AllocateAddress',
        params: { Domain: 'vpc' },
        next: { action: 'AssociateAddress', params: { NetworkInterfaceId: exampleInterface } },
        command:
          `aws ec2 associate-address --region ap-northeast-2 --network-interface-id ${exampleInterface} ` +
          '--allocation-id "$(aws ec2 allocate-address --region ap-northeast-2 --domain vpc --query AllocationId --output text)"',
      },
    });
  });

  test('of IPv6 blocks an IPv6 client; no address can be bought for it', () => {
    const snapshot = exampleSnapshot({ networkInterface: { Ipv6Addresses: [] } });
    expect(judge(snapshot, '2001:db8:9::7')).toMatchObject({
      address: null,
      step: { verdict: 'block', evidence: { otherFamilyAddress: '192.0.2.10' }, fix: null },
    });
  });

  test('of either family names no other', () => {
    const { step } = judge(
      exampleSnapshot({
        instance: { PublicIpAddress: undefined },
        networkInterface: { Association: undefined, Ipv6Addresses: [] },
      }),
    );
    expect(step?.verdict).toBe('block');
    expect(step?.evidence).not.toHaveProperty('otherFamilyAddress');
  });

  test('while stopped blocks without a fix: starting may bring one', () => {
    const instance = { PublicIpAddress: undefined, State: { Name: 'stopped' } };
    const { step } = judge(exampleSnapshot({ ...nothing, instance }));
    expect(step).toMatchObject({ verdict: 'block', evidence: { state: 'stopped' }, fix: null });
  });

  test('is known for an instance that has no interface any more', () => {
    const instance = { PublicIpAddress: undefined, State: { Name: 'terminated' }, NetworkInterfaces: [] };
    const { step } = judge(exampleSnapshot({ instance, members: { NetworkInterfaces: [] } }));
    expect(step).toMatchObject({ verdict: 'block', resource: exampleInstance, fix: null });
  });
});

test.each([
  [
    'ec2:DescribeNetworkInterfaces',
    exampleSnapshot({ ...nothing, members: { NetworkInterfaces: undefined } }),
  ],
  ['ec2:DescribeInstances', exampleSnapshot({ members: { Reservations: undefined } })],
])('unknown without %s', (permission, snapshot) => {
  expect(judge(snapshot)).toMatchObject({
    address: null,
    step: { verdict: 'unknown', code: 'UNKNOWN_RESOURCE', evidence: { permission }, fix: null },
  });
});
