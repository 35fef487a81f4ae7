import { expect, test } from 'vitest';
import type { KeyEntry } from '../../contract/page';
import { mayNeedPassphrase, newDraft, requestOf } from './convert-many-draft';

const plain: KeyEntry = {
  ...{ keyId: '8d3b4a51-7c0b-4f7e-9a53-0d5a1c3f7a10', name: 'a.pem', folder: '~', comment: null },
  ...{ algorithm: 'ssh-rsa', bits: 2048, sha256: null, encrypted: false, ec2Fingerprints: [] },
  ...{ missing: false, passphraseKept: false },
};
const locked: KeyEntry = { ...plain, encrypted: true };
const typed = { passphrase: 'new', repeated: 'new' };

test('a passphrase is asked for where a file may have one that is not kept', () => {
  const draft = newDraft([plain]);
  expect(mayNeedPassphrase(draft, [plain])).toBe(false);
  expect(mayNeedPassphrase(draft, [plain, locked])).toBe(true);
  expect(mayNeedPassphrase(draft, [{ ...locked, passphraseKept: true }])).toBe(false);
  expect(mayNeedPassphrase({ ...draft, from: 'folder' }, [plain])).toBe(true);
});

test('the new files are protected as asked for: as they were, not at all, or anew', () => {
  const draft = newDraft([plain]);
  expect(requestOf(draft, [plain])).toEqual({ from: { kind: 'keys', keyIds: [plain.keyId] }, to: 'ppk' });
  expect(requestOf({ ...draft, protection: 'none' }, [plain])).toHaveProperty('newPassphrase', null);
  expect(requestOf({ ...draft, protection: 'new', typed }, [plain])).toHaveProperty('newPassphrase', 'new');
});

test('no passphrase goes where it is of no use', () => {
  const draft = { ...newDraft([plain]), passphrase: 'old', protection: 'new' as const, typed };
  expect(requestOf(draft, [plain])).not.toHaveProperty('passphrase');
  expect(requestOf(draft, [locked])).toHaveProperty('passphrase', 'old');
  expect(requestOf({ ...draft, to: 'public' }, [plain])).not.toHaveProperty('newPassphrase');
});
