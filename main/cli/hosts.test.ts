import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hostRow } from '../../contract/hosts';
import { type Language, translator } from '../../locales';
import { runCli } from './index';

const sample = 'assets/sample-account.json';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-hosts-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function list(args: string[], language: Language = 'en') {
  let [stdout, stderr] = ['', ''];
  const status = await runCli(['hosts', 'list', ...args], {
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

describe('hosts list', () => {
  test('--json: every instance, in every state, as the contract says', async () => {
    const { status, stdout } = await list(['--snapshot', sample, '--json']);
    expect(status).toBe(0);
    const rows = z.array(hostRow).parse(JSON.parse(stdout));
    expect(rows).toEqual(JSON.parse(stdout));
    expect(rows).toHaveLength(18);
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['running', 'stopped']));
  });

  test.each([
    ['en', /^NAME +INSTANCE +STATE/],
    ['ko', /^이름 +인스턴스 +상태/],
  ] as const)('in words, %s: a table whose columns stand under each other', async (language, head) => {
    const { stdout } = await list(['--snapshot', sample], language);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(19);
    expect(lines[0]).toMatch(head);
    // A Korean character takes two cells, so a position in characters is not a column of the terminal.
    const column = (line: string, of: string) =>
      Array.from(line.slice(0, line.indexOf(of))).reduce(
        (sum, c) => sum + (/\p{Script=Hangul}/u.test(c) ? 2 : 1),
        0,
      );
    const instances = lines.slice(1).map((line) => column(line, 'i-0'));
    expect(
      new Set([column(lines[0] ?? '', language === 'en' ? 'INSTANCE' : '인스턴스'), ...instances]).size,
    ).toBe(1);
  });

  test('a snapshot without instances does not pass for an account without any', async () => {
    const path = join(folder, 'groups.json');
    await writeFile(path, JSON.stringify({ SecurityGroups: [] }));
    const { status, stdout } = await list(['--snapshot', path, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'snapshot.no-instances' } });
  });

  test('an account without any instance is an empty list', async () => {
    const path = join(folder, 'none.json');
    await writeFile(path, JSON.stringify({ Reservations: [] }));
    expect(await list(['--snapshot', path, '--json'])).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
  });

  test.each([
    [['--profile', 'lab', '--region', 'us-east-1'], 'cli.needs-snapshot'],
    [[], 'cli.missing-option'],
    [['--snapshot', sample, 'all'], 'cli.unwanted-argument'],
  ])('wrong usage: %j', async (args, code) => {
    const { status, stdout } = await list([...args, '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code } });
  });
});
