import { expect, test } from 'vitest';
import { encodePassphrase, isPortablePassphrase } from './passphrase';

const hex = (passphrase: string) => encodePassphrase(passphrase).map(({ bytes }) => bytes.toString('hex'));

test('UTF-8 first, then windows-1252 with question marks for what it lacks', () => {
  expect(hex('é')).toEqual(['c3a9', 'e9']);
  expect(hex('€Ÿ')).toEqual(['e282acc5b8', '809f']);
  expect(hex('키')).toEqual(['ed82a4', '3f']);
  expect(hex('\ufffd')).toEqual(['efbfbd', '3f']);
  expect(hex('\u0081')).toEqual(['c281', '3f']);
});

test('plain ASCII is tried once', () => {
  expect(hex('a b')).toEqual(['612062']);
  expect(isPortablePassphrase('a b ~')).toBe(true);
  expect(isPortablePassphrase('é')).toBe(false);
  expect(isPortablePassphrase('tab\t')).toBe(false);
});
