import { expect, test } from 'vitest';
import { checkKey } from './check';
import { generateKey, type KeyKind, newKeyComment } from './generate';
import { keyBits } from './public-blob';

test.each<[KeyKind, string, number]>([
  [{ type: 'rsa', bits: 2048 }, 'ssh-rsa', 2048],
  [{ type: 'rsa', bits: 2176 }, 'ssh-rsa', 2176],
  [{ type: 'ecdsa', bits: 256 }, 'ecdsa-sha2-nistp256', 256],
  [{ type: 'ecdsa', bits: 384 }, 'ecdsa-sha2-nistp384', 384],
  [{ type: 'ecdsa', bits: 521 }, 'ecdsa-sha2-nistp521', 521],
  [{ type: 'ed25519' }, 'ssh-ed25519', 256],
])('%j', async (kind, algorithm, bits) => {
  const key = await generateKey(kind, 'mine\nalone');
  expect({ algorithm: key.algorithm, bits: keyBits(key) }).toEqual({ algorithm, bits });
  expect(Buffer.from(key.comment).toString()).toBe('mine alone');
  expect(checkKey(key)).toBe(key);
  const other = await generateKey(kind, '');
  expect({ ...other, comment: key.comment }).not.toEqual(key);
});

test('a new key is named as PuTTYgen names it', () => {
  const today = new Date(2026, 2, 9, 23, 59);
  expect(newKeyComment({ type: 'rsa', bits: 2048 }, today)).toBe('rsa-key-20260309');
  expect(newKeyComment({ type: 'ecdsa', bits: 521 }, today)).toBe('ecdsa-key-20260309');
  expect(newKeyComment({ type: 'ed25519' }, today)).toBe('ed25519-key-20260309');
});
