import { expect, test, vi } from 'vitest';
import { rememberLast } from './last-derived';

const reversed = () => vi.fn((_: 'a' | 'b', secret: Uint8Array) => secret.toReversed());

test('the same question twice in a row is answered by one derivation', () => {
  const derive = reversed();
  const remembered = rememberLast(derive);
  const secret = Buffer.from([1, 2, 3]);
  expect(remembered('a', secret)).toEqual(Buffer.from([3, 2, 1]));
  expect(remembered('a', Buffer.from(secret))).toEqual(Buffer.from([3, 2, 1]));
  expect(derive).toHaveBeenCalledTimes(1);
});

test('another secret, and the same secret of another kind, are questions of their own', () => {
  const derive = reversed();
  const remembered = rememberLast(derive);
  remembered('a', Buffer.from([1, 2]));
  expect(remembered('a', Buffer.from([3, 4]))).toEqual(Buffer.from([4, 3]));
  remembered('b', Buffer.from([3, 4]));
  remembered('a', Buffer.from([1, 2]));
  expect(derive).toHaveBeenCalledTimes(4);
});

test('what one asker does to the answer does not reach the next', () => {
  const remembered = rememberLast(reversed());
  remembered('a', Buffer.from([1, 2])).fill(0);
  expect(remembered('a', Buffer.from([1, 2]))).toEqual(Buffer.from([2, 1]));
});

test('a derivation that fails is not remembered', () => {
  const derive = vi.fn((): Uint8Array => {
    throw new Error('no such key');
  });
  const remembered = rememberLast(derive);
  expect(() => remembered('a', Buffer.from([1]))).toThrow('no such key');
  expect(() => remembered('a', Buffer.from([1]))).toThrow('no such key');
});
