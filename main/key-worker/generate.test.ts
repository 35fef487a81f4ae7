import { expect, test } from 'vitest';
import { inspectKey } from '../keys/inspect';
import { generateKeyBytes } from './generate';

test('a new key is a file that can be read, named as asked or by its type and day', async () => {
  const named = await inspectKey(await generateKeyBytes({ type: 'ed25519' }, 'me'));
  expect(named).toMatchObject({ algorithm: 'ssh-ed25519', comment: 'me', encrypted: false });
  const unnamed = await inspectKey(await generateKeyBytes({ type: 'ecdsa', bits: 256 }, undefined));
  expect(unnamed.comment).toMatch(/^ecdsa-key-20\d{6}$/);
  const empty = await inspectKey(await generateKeyBytes({ type: 'ecdsa', bits: 256 }, ''));
  expect(empty.comment).toBe('');
});

test('cancelling answers at once, while the key is still being made and while it waits for its turn', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const large = { type: 'rsa', bits: 4096 } as const;
  const settled: string[] = [];
  const started = [1, 2, 3].map(async (number) => {
    await expect(generateKeyBytes(large, '', { signal })).rejects.toMatchObject({ code: 'keys.cancelled' });
    settled.push(`cancelled ${number}`);
  });
  // Behind those that are still being made: it comes when one of them is over, and not before.
  const next = generateKeyBytes({ type: 'ed25519' }, 'next').then(() => settled.push('next'));
  controller.abort();
  await Promise.all([...started, next]);
  expect(settled).toEqual(['cancelled 1', 'cancelled 2', 'cancelled 3', 'next']);
  await expect(generateKeyBytes(large, '', { signal })).rejects.toMatchObject({ code: 'keys.cancelled' });
});
