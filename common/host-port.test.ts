import { expect, test } from 'vitest';
import { hostPort } from './host-port';

test.each([
  ['192.0.2.10', 22, '192.0.2.10'],
  ['192.0.2.10', 2222, '192.0.2.10:2222'],
  ['2001:db8::1', 22, '2001:db8::1'],
  ['2001:db8::1', 2222, '[2001:db8::1]:2222'],
  ['bastion.example.com', 443, 'bastion.example.com:443'],
])('%s and %d', (address, port, written) => {
  expect(hostPort(address, port)).toBe(written);
});
