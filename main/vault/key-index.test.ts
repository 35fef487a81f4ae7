import { describe, expect, test } from 'vitest';
import {
  applySearch,
  emptyKeyIndex,
  type KeyFacts,
  type KeyIndex,
  type KeySearch,
  keyIndex,
  keyIndexOfVersion1,
  markMissing,
  putKeys,
  removeKey,
} from './key-index';

const ids = (): (() => string) => {
  let next = 0;
  return () => {
    next += 1;
    return `00000000-0000-4000-8000-${String(next).padStart(12, '0')}`;
  };
};

function facts(path: string, rest: Partial<KeyFacts> = {}): KeyFacts {
  return {
    path,
    size: 400,
    modified: 1_700_000_000_000,
    format: 'openssh',
    algorithm: 'ssh-ed25519',
    bits: 256,
    sha256: `SHA256:${path}`,
    encrypted: false,
    ec2Fingerprints: [],
    publicKey: `ssh-ed25519 ${path}`,
    ...rest,
  };
}

const hidden = { algorithm: null, bits: null, sha256: null, publicKey: null, encrypted: true } as const;
const paths = ({ keys }: { keys: { path: string }[] }) => keys.map(({ path }) => path);

test('the newest is in front; a path that is listed keeps its id and its place', () => {
  const newId = ids();
  const index = putKeys(emptyKeyIndex, [facts('/a'), facts('/b')], newId);
  expect(paths(index)).toEqual(['/b', '/a']);
  const again = putKeys(index, [facts('/c'), facts('/a', { sha256: 'SHA256:other' })], newId);
  expect(paths(again)).toEqual(['/c', '/b', '/a']);
  expect(again.keys[2]).toEqual({ ...index.keys[1], sha256: 'SHA256:other' });
  expect(keyIndex.parse(again)).toEqual(again);
});

test('the same file twice in one go is listed once', () => {
  expect(paths(putKeys(emptyKeyIndex, [facts('/a'), facts('/a')], ids()))).toEqual(['/a']);
});

test('what the passphrase has shown is known until the file changes', () => {
  const index = putKeys(emptyKeyIndex, [facts('/a', { encrypted: true })], ids());
  expect(putKeys(index, [facts('/a', hidden)], ids()).keys[0]).toMatchObject({ sha256: 'SHA256:/a' });
  const changed = putKeys(index, [facts('/a', { ...hidden, modified: 1 })], ids());
  expect(changed.keys[0]).toMatchObject({ sha256: null, publicKey: null });
});

test('a fingerprint that only the passphrase shows is known beside those that anyone sees', () => {
  const opened = facts('/a', { encrypted: true, ec2Fingerprints: ['sha1', 'md5'] });
  const index = putKeys(emptyKeyIndex, [opened], ids());
  const seen = { ...opened, ec2Fingerprints: ['md5'] };
  expect(putKeys(index, [seen], ids())).toEqual(index);
  const changed = putKeys(index, [{ ...seen, size: 401 }], ids());
  expect(changed.keys[0]?.ec2Fingerprints).toEqual(['md5']);
});

describe('a search', () => {
  /** Nothing has happened while it ran. */
  const apply = (index: KeyIndex, search: Omit<KeySearch, 'began'>) =>
    applySearch(index, { began: index, ...search }, ids());

  test('adds, refreshes and marks; what is not news leaves the index as it is', () => {
    const index = putKeys(emptyKeyIndex, [facts('/a'), facts('/b')], ids());
    const first = apply(index, { found: ['/a', facts('/c')], gone: ['/b'] });
    expect(first.added).toBe(1);
    expect(paths(first.index)).toEqual(['/c', '/b', '/a']);
    expect(first.index.keys.map(({ missing }) => missing)).toEqual([false, true, false]);
    const same = apply(first.index, { found: ['/a', '/c'], gone: ['/b'] });
    expect(same.index).toBe(first.index);
    const back = apply(first.index, { found: ['/a', '/b', '/c'], gone: [] });
    expect(back.index.keys.map(({ missing }) => missing)).toEqual([false, false, false]);
  });

  test('does not bring back what was taken off, even while it ran; adding by hand does', () => {
    const index = putKeys(emptyKeyIndex, [facts('/a')], ids());
    const removed = removeKey(index, index.keys[0]!.keyId);
    const whileRemoved = { began: index, found: [facts('/a', { modified: 1 })], gone: [] };
    expect(applySearch(removed, whileRemoved, ids())).toEqual({ index: removed, added: 0 });
    // Looked at as a listed file, taken off before the search came to its end.
    expect(applySearch(removed, { began: index, found: ['/a'], gone: [] }, ids()).index).toBe(removed);
    const byHand = putKeys(removed, [facts('/a')], ids());
    expect(paths(byHand)).toEqual(['/a']);
    expect(byHand.removed).toEqual([]);
  });

  test('puts nothing over what was read while it ran', () => {
    const began = putKeys(emptyKeyIndex, [facts('/a'), facts('/b')], ids());
    const changed = facts('/a', { sha256: 'SHA256:changed', modified: 2 });
    const written = facts('/new');
    const index = putKeys(began, [changed, written], ids());
    const stale = { began, found: [facts('/a', { modified: 1 }), facts('/new', { size: 0 })], gone: [] };
    expect(applySearch(index, stale, ids())).toEqual({ index, added: 0 });
    // Looked for before it was there.
    expect(applySearch(index, { began, found: ['/b'], gone: ['/a', '/new'] }, ids()).index).toBe(index);
    const back = markMissing(markMissing(began, began.keys[0]!.keyId, true), began.keys[0]!.keyId, false);
    expect(applySearch(back, { began, found: ['/a'], gone: ['/b'] }, ids()).index).toBe(back);
    // Of the others it has its say.
    expect(applySearch(index, { began, found: [], gone: ['/b'] }, ids()).index.keys).toMatchObject([
      { path: '/new', missing: false },
      { path: '/b', missing: true },
      { path: '/a', missing: false },
    ]);
  });
});

test('a missing file is marked, and reading it again takes the mark away', () => {
  const index = putKeys(emptyKeyIndex, [facts('/a')], ids());
  const { keyId } = index.keys[0]!;
  const marked = markMissing(index, keyId, true);
  expect(marked.keys[0]).toMatchObject({ missing: true });
  expect(markMissing(marked, keyId, true)).toBe(marked);
  expect(putKeys(marked, [facts('/a')], ids())).toEqual(index);
});

test('the index of version 1 is read: its keys keep their ids and are read anew at the next search', () => {
  const old = {
    keyId: '7f1d0f0e-3c9e-4a53-9d3c-0e8f5d6f1a11',
    path: '/home/me/.ssh/id',
    algorithm: 'ssh-rsa',
    bits: 2048,
    sha256: 'SHA256:x',
    encrypted: false,
    ec2Fingerprints: ['aa:bb'],
  };
  const index = keyIndexOfVersion1.parse([old]);
  expect(keyIndex.parse(index)).toEqual({
    keys: [{ ...old, size: 0, modified: 0, format: null, publicKey: null, missing: false }],
    removed: [],
  });
});

test('two thousand keys of a search are taken in one go', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => facts(`/keys/${at}`));
  const { index, added } = applySearch(emptyKeyIndex, { began: emptyKeyIndex, found: many, gone: [] }, ids());
  expect(added).toBe(2_000);
  expect(new Set(index.keys.map(({ keyId }) => keyId)).size).toBe(2_000);
});
