import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hostKeyFingerprints } from './fingerprints';

test('fingerprints are those that ssh-keygen prints', () => {
  // An Ed25519 key blob: the point does not matter for a fingerprint.
  const blob = Buffer.concat([
    Buffer.from([0, 0, 0, 11]),
    Buffer.from('ssh-ed25519'),
    Buffer.from([0, 0, 0, 32]),
    Buffer.alloc(32, 7),
  ]);
  const keygen = (hash: string) =>
    execFileSync('ssh-keygen', ['-l', '-E', hash, '-f', '-'], {
      input: `ssh-ed25519 ${blob.toString('base64')}`,
      encoding: 'utf8',
    }).split(' ')[1];
  expect(hostKeyFingerprints(blob)).toEqual({
    sha256: keygen('sha256'),
    md5: keygen('md5')?.replace('MD5:', ''),
  });
});
