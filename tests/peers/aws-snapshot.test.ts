import { afterEach, describe, expect, test } from 'vitest';
import sampleAccount from '../../assets/sample-account.json';
import type { AccessQuestion } from '../../contract/access';
import { snapshot } from '../../contract/snapshot';
import { evaluate } from '../../main/access/evaluate';
import { openEc2, type ReadSnapshot, readSnapshot } from '../../main/aws';
import { hostRows } from '../../main/hosts/rows';
import { type AwsHome, awsHome, keysAt } from '../servers/aws-home';
import { type Ec2, type Ec2Options, startEc2 } from '../servers/ec2';

/** The sample account served as EC2 serves an account, and read back through the real AWS SDK. */

const sample = snapshot.parse(sampleAccount);

let home: AwsHome | undefined;
let server: Ec2 | undefined;

afterEach(async () => {
  home?.remove();
  home = undefined;
  await server?.stop();
  server = undefined;
});

async function read(options: Partial<Ec2Options> = {}): Promise<ReadSnapshot & { calls: Ec2['calls'] }> {
  server = await startEc2({ snapshot: sample, ...options });
  home = awsHome({ env: keysAt(server.url) });
  const answer = await readSnapshot(await openEc2({ profile: null, region: 'ap-northeast-2' }));
  return { ...answer, calls: server.calls };
}

/** A time as the CLI prints it (`2026-01-02T03:04:05+00:00`) and as the SDK reads it (`2026-01-02T03:04:05.000Z`) are one. */
function sameTimes(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, text: unknown) =>
      typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)$/.test(text)
        ? new Date(text).toISOString()
        : text,
    ),
  );
}

/** What is in the file and not read from AWS: words about the file, and what other calls than those for a verdict tell. */
const { Comment, ConsoleOutputs, EgressOnlyInternetGateways, ...readable } = sample;

const questions: AccessQuestion[] = hostRows(sample).flatMap(({ instance }) =>
  ['203.0.113.7', '2001:db8::7', null].flatMap((from) =>
    [22, 443].map((port): AccessQuestion => ({ instance, port, protocol: 'tcp', from })),
  ),
);

describe.each([undefined, 5])('the sample account in pages of %s', (pageSize) => {
  test('comes back member for member', async () => {
    const { snapshot: fromAws, problems } = await read({ pageSize });
    expect(problems).toEqual([]);
    expect(sameTimes(fromAws)).toEqual(sameTimes({ ...readable, Problems: [] }));
  });
});

test('rows and verdicts are those of the file', async () => {
  const { snapshot: fromAws } = await read();
  expect(questions.length).toBeGreaterThan(100);
  expect(questions.map((question) => evaluate(fromAws, question))).toEqual(
    questions.map((question) => evaluate(sample, question)),
  );
  const fromFile = hostRows({ ...sample, ConsoleOutputs: undefined });
  expect(sameTimes(hostRows(fromAws))).toEqual(sameTimes(fromFile));
});

test('every page is asked for, once', async () => {
  const { calls } = await read({ pageSize: 5 });
  const instances = calls.filter(({ action }) => action === 'DescribeInstances');
  expect(instances).toHaveLength(Math.ceil((sample.Reservations?.length ?? 0) / 5));
  expect(instances.map(({ input }) => input.MaxResults)).toEqual(instances.map(() => 1000));
  expect(new Set(instances.map(({ input }) => input.NextToken)).size).toBe(instances.length);
});

test('only calls that read are made, and none twice without need', async () => {
  const { calls } = await read();
  const actions = calls.map(({ action }) => action);
  expect(actions.filter((action) => !/^(Describe|Get)/.test(action))).toEqual([]);
  const oncePerList = actions.filter((action) => action !== 'GetManagedPrefixListEntries');
  expect(oncePerList).toHaveLength(new Set(oncePerList).size);
});

test('calls that are put off are tried again, and nothing is missing', async () => {
  const throttle = {
    DescribeInstances: 2,
    DescribeNetworkAcls: 1,
    DescribeVpcBlockPublicAccessExclusions: 1,
  };
  const { snapshot: fromAws, problems, calls } = await read({ throttle });
  expect(problems).toEqual([]);
  expect(fromAws.Reservations).toHaveLength(sample.Reservations?.length ?? 0);
  expect(fromAws.NetworkAcls).toHaveLength(sample.NetworkAcls?.length ?? 0);
  expect(calls.filter(({ status }) => status === 503)).toHaveLength(4);
});

test('a call that is denied leaves its member out, and the rest is there', async () => {
  const { snapshot: fromAws, problems } = await read({
    errors: { DescribeNetworkAcls: 'UnauthorizedOperation' },
  });
  expect(problems).toMatchObject([{ call: 'DescribeNetworkAcls', code: 'inventory.denied' }]);
  expect(fromAws.Problems).toEqual([{ Call: 'DescribeNetworkAcls', Code: 'UnauthorizedOperation' }]);
  expect(fromAws).not.toHaveProperty('NetworkAcls');
  expect(hostRows(fromAws)).toHaveLength(hostRows(sample).length);
});

test('an unreadable prefix list leaves the others readable', async () => {
  const [gone, ...others] = Object.keys(sample.PrefixListEntries ?? {});
  const entries = Object.entries(sample.PrefixListEntries ?? {}).filter(([id]) => id !== gone);
  const { snapshot: fromAws, problems } = await read({
    snapshot: { ...sample, PrefixListEntries: Object.fromEntries(entries) },
  });
  expect(Object.keys(fromAws.PrefixListEntries ?? {})).toEqual(others);
  expect(problems).toMatchObject([{ call: 'GetManagedPrefixListEntries', code: 'inventory.service' }]);
});

test('an image that is gone is left out, and the others are read', async () => {
  const [gone, ...others] = sample.Images ?? [];
  const { snapshot: fromAws, problems } = await read({ snapshot: { ...sample, Images: others } });
  expect(problems).toEqual([]);
  const ids = fromAws.Images?.map(({ ImageId }) => ImageId);
  expect(ids).toHaveLength(others.length);
  expect(ids).not.toContain(gone?.ImageId);
});

test('a region without anything is an empty snapshot, not an unknown one', async () => {
  const empty = Object.fromEntries(Object.keys(readable).map((member) => [member, []]));
  const options = { ...empty, VpcBlockPublicAccessOptions: { InternetGatewayBlockMode: 'off' } };
  const { snapshot: fromAws, problems } = await read({ snapshot: options });
  expect(problems).toEqual([]);
  expect(fromAws).toMatchObject({ Reservations: [], NetworkAcls: [], Images: [], PrefixListEntries: {} });
  expect(fromAws.Account).toBeUndefined();
});
