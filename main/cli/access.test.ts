import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdict as verdictSchema } from '../../contract/access';
import { type Language, translator } from '../../locales';
import { exampleGroup, exampleInstance, exampleSnapshot, permission } from '../access/example-snapshot';
import { runCli } from './index';

const sample = 'assets/sample-account.json';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-snapshot-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function run(args: string[], language: Language = 'en') {
  let [stdout, stderr] = ['', ''];
  const status = await runCli(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    askPassphrase: null,
    t: translator(language),
  });
  return { status, stdout, stderr };
}

function check(path: string, ...more: string[]) {
  const asked = ['--instance', exampleInstance, '--port', '22', '--from', '203.0.113.7'];
  return run(['access', 'check', '--snapshot', path, ...asked, ...more]);
}

async function save(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The sample's instance of that name. */
async function instanceOf(name: string): Promise<string> {
  const { stdout } = await run(['hosts', 'list', '--snapshot', sample, '--json']);
  const rows: { instance: string; name: string }[] = JSON.parse(stdout);
  return rows.find((row) => row.name === name)?.instance ?? '';
}

describe('access check', () => {
  test('blocked: 1, and one JSON value as the contract says', async () => {
    const { status, stdout, stderr } = await check(await save('shut.json', exampleSnapshot()), '--json');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const verdict = JSON.parse(stdout);
    expect(verdictSchema.parse(verdict)).toEqual(verdict);
    expect(verdict).toMatchObject({
      instance: exampleInstance,
      port: 22,
      protocol: 'tcp',
      from: '203.0.113.7',
      address: '192.0.2.10',
      family: 'ipv4',
      verdict: 'blocked',
    });
  });

  test('not judged to the end: 3', async () => {
    const permissions = [permission({ IpRanges: [{ CidrIp: '0.0.0.0/0' }] })];
    const { status } = await check(await save('open.json', exampleSnapshot({ permissions })), '--json');
    expect(status).toBe(3);
  });

  test('in words: what blocks, how near it came, and the command that opens it', async () => {
    const asked = ['--instance', await instanceOf('web-blue'), '--port', '22', '--from', '203.0.113.7'];
    const { status, stdout } = await run(['access', 'check', '--snapshot', sample, ...asked]);
    expect(status).toBe(1);
    expect(stdout).toContain('TCP port 22 is blocked\n203.0.113.7 → 192.0.2.24');
    expect(stdout).toContain('✓ Instance: The instance is running\n');
    expect(stdout).toContain('? Route table: Not judged yet\n');
    expect(stdout).toContain('✗ Security groups: web-sg allows TCP 22 only from other addresses\n');
    expect(stdout).toContain('203.0.113.99/32 (minji home), 198.51.100.0/24 (office); you are 203.0.113.7.');
    expect(stdout).toMatch(
      /\n {4}aws ec2 authorize-security-group-ingress --region ap-northeast-2 .*203\.0\.113\.7\/32/,
    );
  });

  test('in Korean', async () => {
    const asked = ['--instance', await instanceOf('notebook-gpu'), '--port', '22', '--from', '203.0.113.7'];
    const { stdout } = await run(['access', 'check', '--snapshot', sample, ...asked], 'ko');
    expect(stdout).toContain('✗ 인스턴스: 인스턴스가 중지되어 있습니다');
  });

  test('UDP', async () => {
    const permissions = [permission({ IpProtocol: 'udp', IpRanges: [{ CidrIp: '0.0.0.0/0' }] })];
    const path = await save('udp.json', exampleSnapshot({ permissions }));
    expect((await check(path, '--protocol', 'udp')).status).toBe(3);
    expect((await check(path, '--protocol', 'tcp')).status).toBe(1);
  });

  test('a folder of outputs, any names', async () => {
    const { Reservations, NetworkInterfaces, SecurityGroups } = exampleSnapshot({
      permissions: [permission({ PrefixListIds: [{ PrefixListId: 'pl-0a1b' }] })],
    });
    const outputs = join(folder, 'outputs');
    await mkdir(join(outputs, 'old'), { recursive: true });
    await save('outputs/instances', { Reservations });
    await save('outputs/enis.txt', { NetworkInterfaces });
    await save('outputs/sg.json', { SecurityGroups });
    await save('outputs/.DS_Store', 'not ours');
    await save('outputs/README.md', '# How this was made');
    const groupStep = async () => {
      const verdict = verdictSchema.parse(JSON.parse((await check(outputs, '--json')).stdout));
      return verdict.steps.find(({ step }) => step === 'security-group');
    };
    expect(await groupStep()).toMatchObject({ verdict: 'unknown', resource: 'pl-0a1b' });
    await save('outputs/pl-0a1b.json', { Entries: [{ Cidr: '203.0.113.0/24' }] });
    expect(await groupStep()).toMatchObject({ verdict: 'pass', resource: exampleGroup });
  });

  test('text of a snapshot cannot rewrite the terminal', async () => {
    const group = { GroupName: 'web\u001b[2J\nsg' };
    const { stdout } = await check(await save('escape.json', exampleSnapshot({ group })));
    expect(stdout).toContain('web\ufffd[2J\ufffdsg has no inbound rule');
  });
});

describe('what fails', () => {
  async function errorOf(...args: string[]) {
    const { status, stdout, stderr } = await run([...args, '--json']);
    expect(stderr).toBe('');
    const { error } = JSON.parse(stdout);
    expect(error.message).not.toMatch(/unexpected|\{/);
    return { status, code: error.code };
  }

  const question = ['--instance', exampleInstance, '--port', '22'];
  const from = ['--from', '203.0.113.7'];

  test.each([
    ['a private address', [...question, '--from', '192.168.0.12'], 'access.from-private'],
    ['no address', [...question, '--from', 'home'], 'access.from-invalid'],
    ['no --from', question, 'cli.missing-option'],
    ['no --instance', ['--port', '22', ...from], 'cli.missing-option'],
    ['no --port', ['--instance', exampleInstance, ...from], 'cli.missing-option'],
    ['port 0', ['--instance', exampleInstance, '--port', '0', ...from], 'cli.bad-value'],
    ['port 65536', ['--instance', exampleInstance, '--port', '65536', ...from], 'cli.bad-value'],
    ['a port range', ['--instance', exampleInstance, '--port', '22-23', ...from], 'cli.bad-value'],
    ['a protocol not judged', [...question, ...from, '--protocol', 'icmp'], 'cli.bad-value'],
    ['an unknown option', [...question, ...from, '--ports', '22'], 'cli.unknown-option'],
    ['an option without its value', [...question, '--from'], 'cli.missing-value'],
    ['another argument', [...question, ...from, 'now'], 'cli.unwanted-argument'],
    ['a probe', [...question, ...from, '--probe'], 'cli.not-with-snapshot'],
  ])('wrong usage: %s', async (_, args, code) => {
    expect(await errorOf('access', 'check', '--snapshot', sample, ...args)).toEqual({ status: 2, code });
  });

  test('wrong usage: no snapshot, or AWS instead of one', async () => {
    const asked = [...question, ...from];
    expect(await errorOf('access', 'check', ...asked)).toEqual({ status: 2, code: 'cli.missing-option' });
    const live = ['--profile', 'lab', '--region', 'us-east-1'];
    expect(await errorOf('access', 'check', ...asked, ...live)).toEqual({
      status: 2,
      code: 'cli.needs-snapshot',
    });
    expect(await errorOf('access', 'snapshot', ...live)).toEqual({ status: 2, code: 'cli.unknown-command' });
  });

  test('no verb: help, 2', async () => {
    const { status, stderr } = await run(['access']);
    expect(status).toBe(2);
    expect(stderr).toContain('latchkey access check --snapshot PATH');
  });

  test.each(['--help', '-h', 'help'])('%s is not a failure', async (word) => {
    const { status, stdout } = await run(['access', word]);
    expect(status).toBe(0);
    expect(stdout).toContain('--from ADDRESS');
  });

  test('a snapshot that cannot be used', async () => {
    const failing = async (path: string) =>
      errorOf('access', 'check', '--snapshot', path, ...question, ...from);
    expect(await failing(join(folder, 'nowhere'))).toEqual({ status: 1, code: 'snapshot.not-found' });
    expect(await failing(await save('no.json', '{'))).toEqual({ status: 1, code: 'snapshot.not-json' });
    expect(await failing('package.json')).toEqual({ status: 1, code: 'snapshot.no-member' });
    const wrong = await save('wrong.json', { Reservations: 'none' });
    expect(await failing(wrong)).toEqual({ status: 1, code: 'snapshot.invalid' });
    // Below a file there is nothing to read: ENOTDIR, for root too.
    expect(await failing('package.json/x')).toEqual({ status: 1, code: 'snapshot.unreadable' });
    await mkdir(join(folder, 'empty'));
    expect(await failing(join(folder, 'empty'))).toEqual({ status: 1, code: 'snapshot.empty-folder' });
  });
});
