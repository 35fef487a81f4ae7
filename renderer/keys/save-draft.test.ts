import { describe, expect, test } from 'vitest';
import type { KeyEntry } from '../../contract/page';
import type { KeyFactsData } from './key-choice';
import {
  canCarry,
  isComplete,
  newSaveDraft,
  requestOf,
  type SaveDraft,
  takeFor,
  withoutSecrets,
} from './save-draft';

const facts: KeyFactsData = {
  format: 'pem',
  algorithm: 'ssh-rsa',
  bits: 2048,
  comment: null,
  encrypted: false,
  cipher: null,
  kdf: null,
  kdfCost: null,
  publicKey: null,
  fingerprints: { sha256: null, md5: null, ec2Created: null, ec2CreatedSwapped: null, ec2Imported: null },
  warnings: [],
};
const locked: KeyFactsData = { ...facts, encrypted: true };
const entry: KeyEntry = {
  keyId: '8f2a1a4e-6f3c-4b7e-9d1e-0a6a4f1c2b3d',
  name: 'webteam.pem',
  folder: '~',
  algorithm: 'ssh-rsa',
  bits: 2048,
  sha256: null,
  comment: null,
  encrypted: false,
  ec2Fingerprints: [],
  missing: false,
  passphraseKept: false,
};
const kept: KeyEntry = { ...entry, passphraseKept: true };
const draft = (of: KeyFactsData, change: Partial<SaveDraft> = {}): SaveDraft => ({
  ...newSaveDraft(of),
  ...change,
});
const typed = { passphrase: 'open sesame', repeated: 'open sesame' };

describe('saving a key', () => {
  test('begins with a PPK, and with OpenSSH for what is one already', () => {
    expect(newSaveDraft(facts).to).toBe('ppk');
    expect(newSaveDraft({ ...facts, format: 'ppk2' }).to).toBe('openssh');
  });

  test('a protected source wants its passphrase, unless that is kept', () => {
    expect(isComplete(draft(locked), entry, locked)).toBe(false);
    expect(isComplete(draft(locked, { passphrase: 'tuna' }), entry, locked)).toBe(true);
    expect(isComplete(draft(locked), kept, locked)).toBe(true);
  });

  test('a new passphrase wants to be typed twice, but not for a public key', () => {
    const half = draft(facts, { protection: 'new', typed: { ...typed, repeated: 'open' } });
    expect(isComplete(half, entry, facts)).toBe(false);
    expect(isComplete({ ...half, typed }, entry, facts)).toBe(true);
    expect(isComplete({ ...half, to: 'public' }, entry, facts)).toBe(true);
  });

  test('asks for what was chosen, and nothing else', () => {
    expect(requestOf(draft(facts), entry, facts, 0)).toEqual({
      keyId: entry.keyId,
      to: 'ppk',
      newPassphrase: null,
    });
    const full = draft(locked, {
      protection: 'new',
      passphrase: 'tuna',
      typed,
      comment: 'bastion',
      ppk: { memory: 65_536 },
    });
    expect(requestOf(full, entry, locked, 1)).toEqual({
      keyId: entry.keyId,
      to: 'ppk',
      index: 1,
      passphrase: 'tuna',
      newPassphrase: 'open sesame',
      comment: 'bastion',
      ppk: { memory: 65_536 },
    });
  });

  test('leaves out what the format has no place for, and a passphrase that is kept', () => {
    const full = draft(locked, { to: 'pem', comment: 'bastion', ppk: { passes: 3 } });
    expect(requestOf(full, kept, locked, 0)).toEqual({ keyId: entry.keyId, to: 'pem' });
  });

  test('takes the format that a program wants; one that reads the file changes nothing', () => {
    const refused = { reads: false, says: null, cause: 'ppk3' } as const;
    const filezilla = takeFor(draft(facts), { target: 'filezilla', take: 'ppk2', ...refused });
    expect([filezilla.target, filezilla.to]).toEqual(['filezilla', 'ppk2']);
    const reads = { reads: true, says: null, cause: null, take: null };
    const openssh = takeFor(filezilla, { target: 'openssh', ...reads });
    expect([openssh.target, openssh.to]).toEqual(['openssh', 'ppk2']);
  });

  test('PEM carries no Edwards curves', () => {
    expect(['ssh-ed25519', 'ssh-ed448', 'ssh-rsa', null].map((name) => canCarry('pem', name))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('what was typed can be forgotten while the choices stay', () => {
    const left = withoutSecrets(draft(locked, { to: 'ppk2', passphrase: 'tuna', typed }));
    expect(left).toEqual({ ...newSaveDraft(locked), to: 'ppk2' });
  });
});
