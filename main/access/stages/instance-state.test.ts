import { expect, test } from 'vitest';
import type { Instance, Snapshot } from '../../../contract/snapshot';
import { evaluate } from '../evaluate';
import { exampleInstance, exampleSnapshot } from '../example-snapshot';

function judge(snapshot: Snapshot) {
  const question = { instance: exampleInstance, port: 22, protocol: 'tcp' as const, from: '203.0.113.7' };
  return evaluate(snapshot, question).steps.find(({ step }) => step === 'instance-state');
}

function judgeInstance(instance: Instance) {
  return judge(exampleSnapshot({ instance }));
}

test('a running instance passes', () => {
  expect(judgeInstance({ State: { Name: 'running' } })).toMatchObject({
    verdict: 'pass',
    code: null,
    resource: exampleInstance,
    evidence: { state: 'running' },
  });
});

test.each(['pending', 'stopping', 'shutting-down', 'terminated'])(
  '%s blocks, and starting would fail',
  (name) => {
    expect(judgeInstance({ State: { Name: name } })).toMatchObject({
      verdict: 'block',
      code: 'BAD_STATE',
      evidence: { state: name },
      fix: null,
    });
  },
);

test('a stopped instance blocks and can be started', () => {
  const reason = 'Client.UserInitiatedShutdown: User initiated shutdown';
  const instance = { State: { Name: 'stopped' }, StateReason: { Message: reason } };
  expect(judgeInstance(instance)).toMatchObject({
    verdict: 'block',
    code: 'BAD_STATE',
    resource: exampleInstance,
    evidence: { state: 'stopped', stateReason: reason },
    fix: {
      action: 'StartInstances',
      params: { InstanceIds: [exampleInstance] },
      command: `aws ec2 start-instances --region ap-northeast-2 --instance-ids ${exampleInstance}`,
    },
  });
});

test('the region of the command comes from the Availability Zone where the snapshot names none', () => {
  const zones = {
    'us-east-1f': 'us-east-1',
    'us-west-2-lax-1a': 'us-west-2',
    'us-gov-west-1b': 'us-gov-west-1',
  };
  for (const [AvailabilityZone, region] of Object.entries(zones)) {
    const instance = { State: { Name: 'stopped' }, Placement: { AvailabilityZone } };
    const step = judge(exampleSnapshot({ instance, members: { Region: undefined } }));
    expect(step?.fix?.command).toBe(
      `aws ec2 start-instances --region ${region} --instance-ids ${exampleInstance}`,
    );
  }
});

test.each([
  ['no instances were described', exampleSnapshot({ members: { Reservations: undefined } })],
  ['this one was not', exampleSnapshot({ members: { Reservations: [] } })],
  ['its state is missing', exampleSnapshot({ instance: { State: undefined } })],
])('unknown where %s', (_, snapshot) => {
  expect(judge(snapshot)).toMatchObject({
    verdict: 'unknown',
    code: 'UNKNOWN_RESOURCE',
    resource: exampleInstance,
    evidence: { permission: 'ec2:DescribeInstances' },
    fix: null,
  });
});
