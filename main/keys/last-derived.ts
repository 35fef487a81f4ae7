import { createHash } from 'node:crypto';

/**
 * Wraps the derivation of a public half so that asking once more for the last one costs nothing: to read a key, prove it,
 * describe it and convert it each ask, and P-521 takes a millisecond or two. Kept is a digest of the secret, never the secret.
 */
export function rememberLast<Name extends string>(
  derive: (name: Name, secret: Uint8Array) => Uint8Array,
): (name: Name, secret: Uint8Array) => Buffer {
  let last = { digest: '', publicHalf: Buffer.alloc(0) };
  return (name, secret) => {
    const digest = createHash('sha256').update(`${name}\0`).update(secret).digest('hex');
    if (digest !== last.digest) last = { digest, publicHalf: Buffer.from(derive(name, secret)) };
    // A copy: whoever asked may wipe theirs.
    return Buffer.from(last.publicHalf);
  };
}
