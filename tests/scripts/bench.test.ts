import { describe, expect, test } from 'vitest';
import { questions } from '../../scripts/bench/build.mjs';
import { replaceSection, section, table } from '../../scripts/bench/report.mjs';

const alone = {
  name: 'A key',
  value: 0.61234,
  unit: 'ms',
  peer: null,
  peerValue: null,
  ratio: null,
  target: 1,
  met: true,
};
const beaten = {
  ...alone,
  name: 'A file',
  value: 300,
  peer: 'puttygen',
  peerValue: 100,
  ratio: 3,
  met: false,
};
const peerless = { ...beaten, peerValue: null, ratio: null, met: null };
const where = { machine: '2 × a processor', date: new Date('2026-03-04T05:06:07Z') };

describe('the table', () => {
  test('a figure that stands for itself has its target in its own unit', () => {
    expect(table([alone]).split('\n')[1]).toMatch(/^A key +0\.612 ms +≤ 1 ms +yes$/);
  });

  test('a miss is shown as one', () => {
    expect(table([beaten]).split('\n')[1]).toMatch(/^A file +300 ms +puttygen: 100 ms +3 × +≤ 1 × +NO$/);
  });

  test('a peer that is not on this machine is said to be missing, and nothing is claimed', () => {
    expect(table([peerless]).split('\n')[1]).toMatch(/^A file +300 ms +puttygen is missing +≤ 1 ×$/);
  });
});

describe('the file of results', () => {
  test('each question has a section with the date, the machine and every row', () => {
    expect(section('keys', [alone, beaten], where)).toBe(
      [
        '## keys\n',
        '2026-03-04, 2 × a processor\n',
        '| Question | Latchkey | Peer | Ratio | Target | Met |',
        '| --- | --- | --- | --- | --- | --- |',
        '| A key | 0.612 ms |  |  | ≤ 1 ms | yes |',
        '| A file | 300 ms | puttygen: 100 ms | 3 × | ≤ 1 × | NO |\n',
      ].join('\n'),
    );
  });

  test('a section takes the place of its older self, and the others stay, in order', () => {
    const first = replaceSection('', 'b', section('b', [alone], where));
    const second = replaceSection(first, 'a', section('a', [beaten], where));
    const third = replaceSection(second, 'b', section('b', [peerless], where));
    expect(third.match(/^# .*$|^## .*$/gm)).toEqual(['# Results of `npm run bench`', '## a', '## b']);
    expect(third).toContain('puttygen is missing');
    expect(third).not.toContain('0.612');
    expect(replaceSection(third, 'b', section('b', [peerless], where))).toBe(third);
  });
});

test('a question is a file of bench/', () => {
  expect(questions()).toEqual(
    expect.arrayContaining(['keys-many', 'keys-protected', 'keys-filter', 'keys-cancel']),
  );
});
