import { describe, expect, test } from 'vitest';
import type { KeyEntry } from '../../contract/page';
import { filterKeys, foldersOf, listKeys } from './list-keys';

const key = (name: string, rest: Partial<KeyEntry> = {}): KeyEntry => ({
  keyId: name,
  name,
  folder: '~/.ssh',
  algorithm: 'ssh-rsa',
  bits: 2048,
  sha256: 'SHA256:3kH9n2w0cPq1Vb7uQm8XrTz5yLd4eJfA6sGhKiNoRtU',
  comment: null,
  encrypted: false,
  ec2Fingerprints: [],
  missing: false,
  passphraseKept: false,
  ...rest,
});

const keys = listKeys(
  [
    key('key-10.pem', { folder: '~/Downloads' }),
    key('key-9.pem', { ec2Fingerprints: ['1f:51:ae:28'] }),
    key('data.ppk', { algorithm: 'ssh-ed25519', bits: 256, sha256: null, comment: 'minji@desk' }),
  ],
  [{ keyId: 'key-9.pem', keyPair: 'WebTeam', keyPairId: 'key-0a1', by: 'public-key', instances: 3 }],
);
const names = (filter: string): string[] => filterKeys(keys, filter).map(({ entry }) => entry.name);

describe('the list of keys', () => {
  test('is in the order of the names, numbers by their value', () => {
    expect(names('')).toEqual(['data.ppk', 'key-9.pem', 'key-10.pem']);
  });

  test('says which EC2 key pair a key is', () => {
    expect(keys.map(({ pair }) => pair?.keyPair ?? null)).toEqual([null, 'WebTeam', null]);
  });

  test.each([
    ['a part of the name', 'DATA', ['data.ppk']],
    ['the folder', 'downloads', ['key-10.pem']],
    ['the type as people call it', 'rsa 2048', ['key-9.pem', 'key-10.pem']],
    ['a fingerprint', '3kh9n2', ['key-9.pem', 'key-10.pem']],
    ['the comment', 'minji', ['data.ppk']],
    ['a fingerprint as EC2 has it', '51:ae', ['key-9.pem']],
    ['the key pair', 'webteam', ['key-9.pem']],
    ['several words, all of which must be there', 'pem ssh', ['key-9.pem', 'key-10.pem']],
    ['what nothing has', 'tuna', []],
  ])('is found by %s', (_what, filter, found) => {
    expect(names(filter)).toEqual(found);
  });

  test('knows the folders it comes from, each once', () => {
    expect(foldersOf(keys)).toEqual(['~/.ssh', '~/Downloads']);
  });
});
