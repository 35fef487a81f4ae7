import { describe, expect, test } from 'vitest';
import { hostAddress, hostProfile } from './hosts';

describe('hostAddress', () => {
  test.each([
    'raspberry',
    'db.example.com',
    'db.example.com.',
    'my_host-2.local',
    'xn--hy1b43d.kr',
    '192.168.0.12',
    '203.0.113.7',
    '2001:db8::7',
    'fe80::1%eth0',
  ])('takes %s', (address) => {
    expect(hostAddress.parse(address)).toBe(address);
  });

  test('takes surrounding space for a slip of the hand', () => {
    expect(hostAddress.parse(' 203.0.113.7\n')).toBe('203.0.113.7');
  });

  test.each([
    '',
    '-oProxyCommand=id',
    'a..b',
    '.a',
    'a-.b',
    'a b',
    'a/b',
    'user@host',
    'host:22',
    '[2001:db8::7]',
    '203.0.113.256',
    '1234',
    'host.123',
    'fe80::1%',
    'fe80::1%a b',
    'fe80::1%a%b',
    '호스트',
    'a\u0000b',
    `${'a'.repeat(64)}.com`,
    `${'abcdefg.'.repeat(32)}com`,
  ])('refuses %j', (address) => {
    expect(hostAddress.safeParse(address).success).toBe(false);
  });
});

describe('hostProfile', () => {
  const profile = {
    id: '0b7d2f91-c3e5-4a86-8d04-9f1e2a3b4c5d',
    name: '라즈베리 파이',
    address: '192.168.0.12',
    port: 22,
    user: 'pi',
    keyId: null,
  };

  test('takes a server as a user would fill it in', () => {
    expect(hostProfile.parse(profile)).toEqual(profile);
  });

  test.each([
    { name: '' },
    { name: '  ' },
    { name: 'x'.repeat(101) },
    { name: 'a\u001b[2Jb' },
    { name: 'a\u202eb' },
    { port: 0 },
    { port: 65536 },
    { port: 22.5 },
    { user: '' },
    { user: '-l' },
    { user: 'a\nb' },
    { user: 'x'.repeat(65) },
    { keyId: 'id_ed25519' },
    { id: '1' },
  ])('refuses %j', (field) => {
    expect(hostProfile.safeParse({ ...profile, ...field }).success).toBe(false);
  });
});
