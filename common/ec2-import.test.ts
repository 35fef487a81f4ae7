import { expect, test } from 'vitest';
import { ec2ImportObstacle } from './ec2-import';

test.each([
  ['ssh-ed25519', 256, null],
  ['ssh-rsa', 1024, null],
  ['ssh-rsa', 2048, null],
  ['ssh-rsa', 4096, null],
  ['ssh-rsa', 3072, 'size'],
  ['ssh-rsa', 8192, 'size'],
  ['ssh-rsa', null, null],
  ['ecdsa-sha2-nistp256', 256, 'type'],
  ['ssh-dss', 1024, 'type'],
  ['ssh-ed448', 448, 'type'],
] as const)('%s of %s bits: %s', (algorithm, bits, obstacle) => {
  expect(ec2ImportObstacle(algorithm, bits)).toBe(obstacle);
});
