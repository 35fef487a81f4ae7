import { afterEach, describe, expect, test } from 'vitest';
import { type Ec2, type Ec2Options, startEc2 } from '../servers/ec2';

/*
 * The test server by itself, asked with plain HTTP: that what it says is EC2's own words is shown here against EC2's
 * documented examples, not against the SDK that the words are taken from.
 */

let server: Ec2 | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const scope = 'Credential=AKIDEXAMPLE/20260102/eu-west-1/ec2/aws4_request';
const signed = `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;

function amzDate(time = Date.now()): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

async function ask(options: Ec2Options, fields: Record<string, string>, headers?: Record<string, string>) {
  server ??= await startEc2(options);
  const response = await fetch(server.url, {
    method: 'POST',
    headers: headers ?? { authorization: signed, 'x-amz-date': amzDate() },
    body: new URLSearchParams({ Version: '2016-11-15', ...fields }),
  });
  const xml = await response.text();
  return { status: response.status, xml, code: /<Code>(.+)<\/Code>/.exec(xml)?.[1] };
}

const vpcs = Array.from({ length: 12 }, (_, index) => ({ VpcId: `vpc-${index}`, IsDefault: index === 0 }));

test('an answer is spelled as in the EC2 API reference', async () => {
  const snapshot = {
    Reservations: [
      {
        ReservationId: 'r-1234567890abcdef0',
        OwnerId: '123456789012',
        Groups: [],
        Instances: [
          {
            InstanceId: 'i-1234567890abcdef0',
            State: { Code: 16, Name: 'running' },
            KeyName: 'my-key-pair',
            LaunchTime: '2026-01-02T03:04:05+00:00',
            SourceDestCheck: true,
            SecurityGroups: [{ GroupName: 'SecurityGroupName', GroupId: 'sg-1a2b3c4d' }],
            Tags: [{ Key: 'Name', Value: 'a < b & c > d' }],
          },
        ],
      },
    ],
  };
  const { status, xml } = await ask({ snapshot }, { Action: 'DescribeInstances' });
  expect(status).toBe(200);
  expect(xml.replace(/<requestId>[0-9a-f-]{36}<\/requestId>/, '<requestId/>')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId/>' +
      '<reservationSet><item><reservationId>r-1234567890abcdef0</reservationId><ownerId>123456789012</ownerId>' +
      '<groupSet></groupSet><instancesSet><item>' +
      '<instanceId>i-1234567890abcdef0</instanceId>' +
      '<instanceState><code>16</code><name>running</name></instanceState>' +
      '<keyName>my-key-pair</keyName><launchTime>2026-01-02T03:04:05.000Z</launchTime>' +
      '<sourceDestCheck>true</sourceDestCheck>' +
      '<groupSet><item><groupName>SecurityGroupName</groupName><groupId>sg-1a2b3c4d</groupId></item></groupSet>' +
      '<tagSet><item><key>Name</key><value>a &lt; b &amp; c &gt; d</value></item></tagSet>' +
      '</item></instancesSet></item></reservationSet></DescribeInstancesResponse>',
  );
});

test('lists are cut at MaxResults, within EC2’s bounds, and go on at NextToken', async () => {
  const options = { snapshot: { Vpcs: vpcs } };
  const first = await ask(options, { Action: 'DescribeVpcs', MaxResults: '7' });
  const token = /<nextToken>(.+)<\/nextToken>/.exec(first.xml)?.[1] ?? '';
  const second = await ask(options, { Action: 'DescribeVpcs', MaxResults: '7', NextToken: token });
  expect([first, second].map(({ xml }) => xml.match(/vpc-\d+/g)?.length)).toEqual([7, 5]);
  expect(second.xml).not.toContain('nextToken');

  expect(await ask(options, { Action: 'DescribeVpcs', MaxResults: '4' })).toMatchObject({
    status: 400,
    code: 'InvalidParameterValue',
  });
  expect(await ask(options, { Action: 'DescribeVpcs', NextToken: 'x' })).toMatchObject({
    code: 'InvalidNextToken',
  });
});

test('filters and ids choose records', async () => {
  const snapshot = {
    Vpcs: [
      { VpcId: 'vpc-a', Tags: [{ Key: 'Team', Value: 'data' }] },
      { VpcId: 'vpc-b', Tags: [{ Key: 'Team', Value: 'web' }] },
      { VpcId: 'vpc-c' },
    ],
    NetworkAcls: [
      { NetworkAclId: 'acl-a', Associations: [{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }] },
      { NetworkAclId: 'acl-b', Associations: [] },
    ],
  };
  const found = async (fields: Record<string, string>) =>
    (await ask({ snapshot }, fields)).xml.match(/(vpc|acl)-\w/g);
  expect(
    await found({ Action: 'DescribeVpcs', 'Filter.1.Name': 'tag:Team', 'Filter.1.Value.1': 'd*' }),
  ).toEqual(['vpc-a']);
  expect(
    await found({
      Action: 'DescribeVpcs',
      'Filter.1.Name': 'tag-key',
      'Filter.1.Value.1': 'Team',
      'Filter.2.Name': 'vpc-id',
      'Filter.2.Value.1': 'vpc-b',
      'Filter.2.Value.2': 'vpc-c',
    }),
  ).toEqual(['vpc-b']);
  expect(await found({ Action: 'DescribeVpcs', 'VpcId.1': 'vpc-c' })).toEqual(['vpc-c']);
  expect(
    await found({
      Action: 'DescribeNetworkAcls',
      'Filter.1.Name': 'association.subnet-id',
      'Filter.1.Value.1': 'subnet-2',
    }),
  ).toEqual(['acl-a']);
});

describe('refusals', () => {
  const options = { snapshot: { Vpcs: vpcs } };
  test.each([
    [{ Action: 'DescribeVpcs', DryRun: 'true' }, 412, 'DryRunOperation'],
    [{ Action: 'DescribeVpcs', 'VpcId.1': 'vpc-99' }, 400, 'InvalidVpcID.NotFound'],
    [
      { Action: 'DescribeVpcs', 'Filter.1.Name': 'colour', 'Filter.1.Value.1': 'red' },
      400,
      'InvalidParameterValue',
    ],
    [{ Action: 'DescribeVpcs', Vpc: 'vpc-1' }, 400, 'UnknownParameter'],
    [{ Action: 'DescribeSubnets' }, 403, 'UnauthorizedOperation'],
    [{ Action: 'DescribeNothing' }, 400, 'InvalidAction'],
    [{ Action: 'DescribeVpcs', Version: '2014-01-01' }, 400, 'InvalidAction'],
    [{ Action: 'constructor' }, 400, 'InvalidAction'],
  ])('%o is answered %i %s', async (fields, status, code) => {
    expect(await ask(options, fields)).toMatchObject({ status, code });
  });

  test('without a signature', async () => {
    expect(await ask(options, { Action: 'DescribeVpcs' }, {})).toMatchObject({
      status: 403,
      code: 'MissingAuthenticationToken',
    });
  });

  test('with an old signature', async () => {
    const headers = { authorization: signed, 'x-amz-date': amzDate(Date.now() - 16 * 60_000) };
    expect(await ask(options, { Action: 'DescribeVpcs' }, headers)).toMatchObject({
      status: 400,
      code: 'RequestExpired',
    });
  });
});

test('data that the API model does not know is a fault of the data, and said so', async () => {
  const { status, xml } = await ask({ snapshot: { Vpcs: [{ VpcID: 'vpc-1' }] } }, { Action: 'DescribeVpcs' });
  expect(status).toBe(500);
  expect(xml).toContain('DescribeVpcs.Vpcs[0].VpcID is not in the API model');
});
