import { expect, test } from 'vitest';
import { generateType } from '../../contract/keys';
import { hasTyped, isComplete, kindOf, namesOf, newDraft, withType } from './generate-draft';
import { ecdsaSizes, keyTypes, rsaSizes } from './key-kind';

const today = new Date(2026, 0, 31);

test('a key is named as PuTTYgen names it, until it is named by hand', () => {
  const draft = newDraft('linux');
  const usual = { name: 'ed25519-key-20260131', comment: 'ed25519-key-20260131' };
  expect(namesOf(draft, today)).toEqual(usual);
  expect(namesOf(withType(draft, 'rsa'), today).name).toBe('rsa-key-20260131');
  expect(namesOf({ ...draft, name: ' laptop ', comment: '' }, today)).toEqual({
    name: 'laptop',
    comment: '',
  });
  expect(namesOf({ ...draft, name: '  ' }, today)).toEqual(usual);
});

test('a format that cannot hold the new type gives way to one that can', () => {
  const pem = { ...withType(newDraft('linux'), 'rsa'), to: 'pem' as const };
  expect(withType(pem, 'ecdsa').to).toBe('pem');
  expect(withType(pem, 'ed25519').to).toBe('openssh');
  expect(newDraft('win32').to).toBe('ppk');
});

test('every choice is one that the contract takes', () => {
  const draft = newDraft('linux');
  for (const type of keyTypes) {
    for (const rsaBits of rsaSizes) {
      for (const ecdsaBits of ecdsaSizes) {
        const kind = kindOf({ ...draft, type, rsaBits, ecdsaBits });
        expect(generateType.parse(kind)).toEqual(kind);
      }
    }
  }
});

test('a passphrase is wanted twice unless none is wanted', () => {
  const draft = newDraft('linux');
  expect(isComplete(draft)).toBe(false);
  expect(isComplete({ ...draft, typed: { passphrase: 'a', repeated: 'b' } })).toBe(false);
  expect(isComplete({ ...draft, typed: { passphrase: 'a', repeated: 'a' } })).toBe(true);
  expect(isComplete({ ...draft, isProtected: false })).toBe(true);
});

test('only what was typed is lost by closing', () => {
  const draft = newDraft('linux');
  expect(hasTyped(withType(draft, 'rsa'))).toBe(false);
  expect(hasTyped({ ...draft, name: 'laptop' })).toBe(true);
  expect(hasTyped({ ...draft, typed: { passphrase: 'a', repeated: '' } })).toBe(true);
});
