import { expect, test } from 'vitest';
import type { ConvertedFile } from '../../contract/page';
import { translator } from '../../locales';
import { failuresFirst, reportOf } from './convert-many-report';

const written: ConvertedFile = { status: 'written', name: 'a.pem', out: 'a.ppk' };
const failed: ConvertedFile = { status: 'failed', name: 'b.pem', error: { code: 'keys.empty', params: {} } };

test('what is left to do comes first, in the order it was met', () => {
  const other = { ...failed, name: 'c.pem' };
  expect(failuresFirst([written, failed, written, other])).toEqual([failed, other, written, written]);
});

test('the report has a line for each file: its name, what became of it, and the new name or the reason', () => {
  expect(reportOf(translator('en'), [failed, written])).toBe(
    'b.pem\tnot converted\tThe file is empty. Download or copy the key again.\na.pem\twritten\ta.ppk',
  );
});

test('of a file with several keys the report has a line for each, with its number', () => {
  const files = [
    { ...failed, key: 2 },
    { ...written, key: 1 },
  ];
  expect(reportOf(translator('en'), files)).toBe(
    'b.pem, key 2\tnot converted\tThe file is empty. Download or copy the key again.\na.pem, key 1\twritten\ta.ppk',
  );
});
