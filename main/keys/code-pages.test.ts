import { expect, test } from 'vitest';
import { encodePassphrase } from './code-pages';
import { isPortablePassphrase } from './passphrase';

const attempts = (passphrase: string) =>
  encodePassphrase(passphrase).map(
    ({ bytes, codePage }) => `${codePage ?? 'typed'} ${bytes.toString('hex')}`,
  );

test('plain ASCII is tried once', () => {
  expect(attempts('a b')).toEqual(['typed 612062']);
  expect(attempts('tab\t')).toEqual(['typed 74616209']);
});

test('a western letter: UTF-8 in both normal forms, then the code pages, each byte sequence once', () => {
  expect(attempts('é')).toEqual(['typed c3a9', 'UTF-8 NFD 65cc81', 'windows-1252 e9', 'gbk a8a6']);
  // Typed on a Mac: taken apart.
  expect(attempts('e\u0301').slice(0, 3)).toEqual(['typed 65cc81', 'UTF-8 NFC c3a9', 'windows-1252 e9']);
  expect(attempts('€Ÿ')).toContain('windows-1252 809f');
});

// Expected bytes from iconv -t CP949, CP932, GBK, BIG5, CP1251, CP1253, CP874.
test.each([
  ['열쇠', 'windows-949 bfadbce8'],
  ['뷁', 'windows-949 94ee'],
  ['갂힣똠', 'windows-949 8141c6528c63'],
  ['鍵かぎ', 'shift_jis 8cae82a982ac'],
  ['钥匙', 'gbk d4bfb3d7'],
  ['鑰匙', 'big5 c65fb0cd'],
  ['ключ', 'windows-1251 eaebfef7'],
  ['κλειδί', 'windows-1253 eaebe5e9e4df'],
  ['กุญแจ', 'windows-874 a1d8ade1a8'],
])('%s is tried as %s', (passphrase, attempt) => {
  expect(attempts(passphrase)).toContain(attempt);
});

test('question marks stand for what windows-1252 lacks, last of all', () => {
  expect(attempts('Grüße, 열쇠').at(-1)).toBe('windows-1252 4772fcdf652c203f3f');
  expect(attempts('\ufffd').at(-1)).toBe('windows-1252 3f');
  expect(attempts('\u0081').at(-1)).toBe('windows-1252 3f');
  // Two UTF-16 units, two question marks.
  expect(attempts('🔑').at(-1)).toBe('windows-1252 3f3f');
});

test('whatever is typed, the tries are few', () => {
  for (const passphrase of ['é', '열쇠', '漢字', 'Ж', 'ş', 'ơ', 'e\u0301ё', '한é漢Ж🔑', 'ü'.repeat(1000)]) {
    expect(encodePassphrase(passphrase).length).toBeLessThanOrEqual(8);
  }
});

test('only printable ASCII is the same bytes for every program', () => {
  expect(isPortablePassphrase('a b ~')).toBe(true);
  expect(isPortablePassphrase('é')).toBe(false);
  expect(isPortablePassphrase('tab\t')).toBe(false);
});
