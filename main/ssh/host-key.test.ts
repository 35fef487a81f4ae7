import { describe, expect, test } from 'vitest';
import { HostKeyCheck } from './host-key';
import type { Ask } from './prompts';

const target = { address: 'host.example', port: 22 };

/** A key blob: its algorithm's name, then anything. */
function blob(algorithm: string, rest: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(algorithm.length);
  return Buffer.concat([length, Buffer.from(algorithm), Buffer.from(rest)]);
}
const key = blob('ssh-ed25519', 'a');
const otherKey = blob('ssh-ed25519', 'b');

/** Checks for a host of which nothing is known, with a user who trusts every key. */
function trusting() {
  const asked: string[] = [];
  const ask = ((question) => {
    asked.push(question.kind);
    return Promise.resolve({ kind: 'host-key', trust: true });
  }) as Ask;
  return { check: new HostKeyCheck(target, [], ask), asked };
}

describe('a later key exchange of the same connection', () => {
  test('passes at once with the key that was accepted, and no other', async () => {
    const { check, asked } = trusting();
    expect(check.isAccepted(key)).toBe(false);
    await check.accept(key);
    expect(check.isAccepted(key)).toBe(true);
    expect(check.isAccepted(otherKey)).toBe(false);
    expect(asked).toEqual(['host-key']);
  });

  test('with another key is refused, without a question', async () => {
    const { check, asked } = trusting();
    await check.accept(key);
    await expect(check.accept(otherKey)).rejects.toMatchObject({ code: 'sessions.host-key-changed' });
    expect(check.isAccepted(otherKey)).toBe(false);
    expect(asked).toEqual(['host-key']);
  });
});
