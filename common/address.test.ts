import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Address, cidrHolds, parseAddress, parseCidr, singleAddressCidr } from './address';
import { holdsClients, parseClientAddress } from './client-address';

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`not an address: ${text}`);
  return parsed;
}

function holds(cidr: string, text: string): boolean {
  const parsed = parseCidr(cidr);
  if (!parsed) throw new Error(`not a CIDR block: ${cidr}`);
  return cidrHolds(parsed, address(text));
}

describe('parseAddress', () => {
  test.each([
    ['203.0.113.7', 'ipv4', '203.0.113.7'],
    ['0.0.0.0', 'ipv4', '0.0.0.0'],
    ['255.255.255.255', 'ipv4', '255.255.255.255'],
    ['2001:DB8:0:0:0:0:0:7', 'ipv6', '2001:db8::7'],
    ['2001:db8:0:1:1:1:1:1', 'ipv6', '2001:db8:0:1:1:1:1:1'],
    ['::', 'ipv6', '::'],
  ])('%s is %s and reads %s', (text, family, canonical) => {
    expect(parseAddress(text)).toMatchObject({ family, text: canonical });
  });

  test.each([
    '',
    ' 203.0.113.7',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '0xcb.0.113.7',
    '3405803783',
    '203.0.113.7/32',
    '2001:db8::1::2',
    '2001:db8:::7',
    '2001:db8:1:2:3:4:5',
    '2001:db8::g',
    '12345::',
    'fe80::1%eth0',
    '[2001:db8::7]',
    'example.com',
  ])('%j is no address', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});

describe('CIDR blocks', () => {
  test.each([
    ['203.0.113.0/24', '203.0.113.0', true],
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.7/32', '203.0.113.7', true],
    ['203.0.113.7/32', '203.0.113.6', false],
    ['203.0.113.9/29', '203.0.113.15', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '203.0.113.7', false],
    ['2001:db8:9::/48', '2001:db8:9:ffff::1', true],
    ['2001:db8:9::/48', '2001:db8:a::1', false],
    ['2001:db8::7/128', '2001:db8::8', false],
  ])('%s holds %s: %s', (cidr, text, expected) => {
    expect(holds(cidr, text)).toBe(expected);
  });

  test.each([
    '203.0.113.0',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/024',
    '203.0.113.0/-1',
    '::/129',
    '/0',
    'a/8',
    '10.0.0.0/8/8',
  ])('%j is no CIDR block', (text) => {
    expect(parseCidr(text)).toBeNull();
  });

  test('the block of one address holds it and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.oneof(fc.ipV4(), fc.ipV6()), (one, other) => {
        const [a, b] = [parseAddress(one), parseAddress(other)];
        fc.pre(a !== null && b !== null);
        const block = singleAddressCidr(a);
        expect(holds(block, a.text)).toBe(true);
        expect(holds(block, b.text)).toBe(a.text === b.text);
      }),
    );
  });
});

describe('parseClientAddress', () => {
  test.each([
    '203.0.113.7',
    '192.0.2.1',
    '198.51.100.200',
    '8.8.8.8',
    '11.0.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '2001:db8:9::7',
    '2600:1f18::5',
    '2000::',
    '3fff::1',
  ])('%s can be a client', (text) => {
    expect(parseClientAddress(text)).toMatchObject({ text });
  });

  test.each([
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.0.12', 'private'],
    ['fd00::1', 'private'],
    ['100.64.0.1', 'shared'],
    ['100.127.255.255', 'shared'],
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['224.0.0.1', 'multicast'],
    ['ff02::1', 'multicast'],
    ['0.0.0.0', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['::', 'reserved'],
    ['64:ff9b::808:808', 'reserved'],
    ['4000::1', 'reserved'],
    ['::ffff:203.0.113.7', 'mapped'],
    ['::ffff:cb00:7107', 'mapped'],
    ['fe80::1%eth0', 'zone'],
    ['2001:db8::1%1', 'zone'],
    ['%eth0', 'invalid'],
    ['here%eth0', 'invalid'],
    ['203.0.113.7/32', 'invalid'],
    ['', 'invalid'],
    ['me', 'invalid'],
  ])('%s cannot: %s', (text, why) => {
    expect(parseClientAddress(text)).toBe(why);
  });
});

test.each([
  ['10.0.0.0/8', false],
  ['10.1.2.0/24', false],
  ['192.168.0.12/32', false],
  ['fd00:1::/48', false],
  ['0.0.0.0/0', true],
  ['8.0.0.0/5', true],
  ['203.0.113.0/24', true],
  ['::/0', true],
  ['2001:db8::/32', true],
  ['fe80::/10', false],
])('%s may hold clients: %s', (text, expected) => {
  const cidr = parseCidr(text);
  expect(cidr && holdsClients(cidr)).toBe(expected);
});
