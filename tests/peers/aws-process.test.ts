import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import sampleAccount from '../../assets/sample-account.json';
import { inventoryCalls } from '../../contract/inventory';
import { type AwsHome, awsHome, keysAt } from '../servers/aws-home';
import { startEc2 } from '../servers/ec2';
import { buildInventoryProcess, type InventoryProcess } from '../servers/inventory-process';

/** The built inventory process: what it loads and when, and that it says nothing on its own. */

let home: AwsHome;
let running: InventoryProcess | undefined;
const built = await buildInventoryProcess();
const ec2 = await startEc2({ snapshot: sampleAccount });

beforeEach(() => {
  // As on a user's machine: nothing has silenced the SDK from outside.
  home = awsHome({ env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'false' } });
});

afterEach(async () => {
  await running?.stop();
  running = undefined;
  home.remove();
});

afterAll(async () => {
  built.remove();
  await ec2.stop();
});

const inventory = inventoryCalls['inventory.load'].output;

test('the sample account is answered without the AWS SDK being loaded', async () => {
  running = built.start({});
  const loaded = await running.succeed('inventory.load', { source: { kind: 'sample' } });
  const { rows } = inventory.parse(loaded);
  const question = { instance: rows[0]?.instance, port: 22, protocol: 'tcp', from: '203.0.113.7' };
  expect(await running.call('access.check', question)).toMatchObject({ ok: true });
  expect(await running.loadedSdkFiles()).toEqual([]);
});

test('a region is read through the SDK, which prints nothing', async () => {
  running = built.start(keysAt(ec2.url));
  const source = { kind: 'aws', profile: null, region: 'ap-northeast-2' };
  const loaded = await running.succeed('inventory.load', { source });
  expect(inventory.parse(loaded)).toMatchObject({
    source,
    account: sampleAccount.Account,
    problems: [],
  });
  expect(await running.loadedSdkFiles()).toContainEqual(expect.stringContaining('client-ec2'));
  expect(running.printed()).toBe('');
});

test('a chosen profile beside keys in the environment is no matter for words either', async () => {
  home.writeConfig('[profile work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = not-a-secret\n');
  running = built.start(keysAt(ec2.url));
  const source = { kind: 'aws', profile: 'work', region: 'ap-northeast-2' };
  expect(await running.call('inventory.load', { source })).toMatchObject({ ok: true });
  expect(ec2.calls.at(-1)?.accessKeyId).toBe('AKIDWORK');
  expect(running.printed()).toBe('');
});

test('a failure crosses as its code', async () => {
  running = built.start({});
  const source = { kind: 'aws', profile: null, region: 'eu-west-1' };
  expect(await running.call('inventory.load', { source })).toEqual({
    ok: false,
    error: { code: 'inventory.no-credentials', params: { profile: 'default' } },
  });
});
