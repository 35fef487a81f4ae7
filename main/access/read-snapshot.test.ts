import { describe, expect, test } from 'vitest';
import { readSnapshot, type SnapshotFile } from './read-snapshot';

function file(name: string, content: unknown): SnapshotFile {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, bytes: new TextEncoder().encode(text) };
}

const reservations = (...ids: string[]) => ({
  Reservations: ids.map((InstanceId) => ({ Instances: [{ InstanceId }] })),
});

describe('what is read', () => {
  test('members stay as they are, unknown ones too', () => {
    const content = {
      ...reservations('i-1'),
      Comment: 'x',
      SecurityGroups: [{ GroupId: 'sg-1', NewMember: { a: 1 } }],
    };
    expect(readSnapshot([file('one.json', content)])).toEqual(content);
  });

  test('a missing member stays missing', () => {
    expect(Object.keys(readSnapshot([file('one.json', { SecurityGroups: [] })]))).toEqual(['SecurityGroups']);
  });

  test('lists of the same name in several files are joined', () => {
    const snapshot = readSnapshot([
      file('page-1', reservations('i-1')),
      file('groups', { SecurityGroups: [{ GroupId: 'sg-1' }] }),
      file('page-2', reservations('i-2', 'i-3')),
    ]);
    const ids = snapshot.Reservations?.flatMap((item) => item.Instances ?? []).map((item) => item.InstanceId);
    expect(ids).toEqual(['i-1', 'i-2', 'i-3']);
    expect(snapshot.SecurityGroups).toHaveLength(1);
  });

  test('entries of a prefix list are named by their file, pages joined', () => {
    const snapshot = readSnapshot([
      file('entries-pl-0a1b.1.json', { Entries: [{ Cidr: '203.0.113.0/24' }] }),
      file('entries-pl-0a1b.2.json', { Entries: [{ Cidr: '198.51.100.0/24' }] }),
      file('pl-0c2d.json', { Entries: [] }),
    ]);
    expect(snapshot.PrefixListEntries).toEqual({
      'pl-0a1b': [{ Cidr: '203.0.113.0/24' }, { Cidr: '198.51.100.0/24' }],
      'pl-0c2d': [],
    });
  });

  test('get-console-output and get-caller-identity count as they are', () => {
    const snapshot = readSnapshot([
      file('a', { InstanceId: 'i-1', Timestamp: '2026-01-01', Output: 'login: ' }),
      file('b', { InstanceId: 'i-2', Output: '' }),
      file('c', { UserId: 'x', Account: '000000000000', Arn: 'arn:aws:iam::000000000000:user/x' }),
    ]);
    expect(snapshot).toMatchObject({
      Account: '000000000000',
      ConsoleOutputs: { 'i-1': 'login: ', 'i-2': '' },
    });
  });

  test.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${JSON.stringify({ Region: '서울' })}`, 'utf8')],
    [
      'UTF-16, as PowerShell writes it',
      Buffer.from(`\ufeff${JSON.stringify({ Region: '서울' })}`, 'utf16le'),
    ],
    ['UTF-16, big end first', Buffer.from(`\ufeff${JSON.stringify({ Region: '서울' })}`, 'utf16le').swap16()],
  ])('%s', (_, bytes) => {
    expect(readSnapshot([{ name: 'a.json', bytes }])).toEqual({ Region: '서울' });
  });

  test('of a folder, what is no JSON and not called so is left out', () => {
    expect(readSnapshot([file('README', '# notes'), file('b', { Region: 'x' })])).toEqual({ Region: 'x' });
  });

  test('of a folder, outputs of other calls do no harm', () => {
    const snapshot = readSnapshot([file('regions.json', { Regions: [] }), file('b', { Region: 'x' })]);
    expect(snapshot).toEqual({ Regions: [], Region: 'x' });
  });
});

describe('what is refused', () => {
  test.each([
    ['no JSON', [file('a.json', '{"Reservations": [')], 'snapshot.not-json', { file: 'a.json' }],
    ['no JSON, any name', [file('a', 'Reservations:')], 'snapshot.not-json', { file: 'a' }],
    [
      'no JSON among others',
      [file('a.json', ''), file('b', { Region: 'x' })],
      'snapshot.not-json',
      { file: 'a.json' },
    ],
    [
      'no text',
      [{ name: 'a.json', bytes: Uint8Array.of(0x80, 0x81) }],
      'snapshot.not-json',
      { file: 'a.json' },
    ],
    ['a list', [file('a.json', [])], 'snapshot.no-member', { file: 'a.json' }],
    ['null', [file('a.json', 'null')], 'snapshot.no-member', { file: 'a.json' }],
    ['something else', [file('package.json', { name: 'x' })], 'snapshot.no-member', { file: 'package.json' }],
    [
      'another shape',
      [file('a.json', { Reservations: {} })],
      'snapshot.invalid',
      { file: 'a.json', where: 'Reservations' },
    ],
    [
      'another shape inside',
      [file('a.json', { SecurityGroups: [{ IpPermissions: [{ FromPort: '22' }] }] })],
      'snapshot.invalid',
      { file: 'a.json', where: 'SecurityGroups.0.IpPermissions.0.FromPort' },
    ],
  ])('%s', (_, files, code, params) => {
    expect(() => readSnapshot(files)).toThrow(expect.objectContaining({ code, params }));
  });
});
