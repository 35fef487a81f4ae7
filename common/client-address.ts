import { type Address, type AddressFamily, type Cidr, cidrHolds, parseAddress, parseCidr } from './address';

/** Why an address cannot be that of a client on the internet. */
export type NotAClient =
  | 'invalid'
  | 'zone'
  | 'mapped'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'multicast'
  | 'reserved';

/*
 * IANA's special-purpose registries, as far as a block cannot be the source of a packet from the internet. The
 * documentation blocks (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32) are left out on purpose:
 * the sample account and the tests live there.
 */
const neverClients: { why: NotAClient; block: Cidr }[] = [
  ...blocks('private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'),
  ...blocks('shared', '100.64.0.0/10'),
  ...blocks('loopback', '127.0.0.0/8', '::1/128'),
  ...blocks('link-local', '169.254.0.0/16', 'fe80::/10'),
  ...blocks('multicast', '224.0.0.0/4', 'ff00::/8'),
  ...blocks('mapped', '::ffff:0:0/96'),
  // All of the IPv6 internet is 2000::/3 (RFC 4291 section 2.4, IANA); these are the rest.
  ...blocks('reserved', '0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4'),
  ...blocks('reserved', '::/3', '4000::/2', '8000::/1'),
];

/**
 * Reads the address of a client on the internet. What cannot be one (RFC 1918, RFC 6598, loopback, link-local,
 * multicast, IPv4-mapped, a zone id, no address at all) answers why instead.
 */
export function parseClientAddress(text: string): Address | NotAClient {
  const address = parseAddress(text);
  if (address) return neverClients.find(({ block }) => cidrHolds(block, address))?.why ?? address;
  const zone = text.indexOf('%');
  return zone > 0 && parseAddress(text.slice(0, zone)) ? 'zone' : 'invalid';
}

/** Can the block hold a client on the internet? False for 10.0.0.0/8 and the like, and for blocks within them. */
export function holdsClients(cidr: Cidr): boolean {
  const network: Address = { family: cidr.family, text: '', value: cidr.network };
  return !neverClients.some(({ block }) => block.prefix <= cidr.prefix && cidrHolds(block, network));
}

/** The block of every address of a family, as EC2 writes it. */
export function everyone(family: AddressFamily): string {
  return family === 'ipv4' ? '0.0.0.0/0' : '::/0';
}

function blocks(why: NotAClient, ...texts: string[]): { why: NotAClient; block: Cidr }[] {
  return texts.map((text) => {
    const block = parseCidr(text);
    if (!block) throw new Error(`Not a CIDR block: ${text}`);
    return { why, block };
  });
}
