import ip from 'ipaddr.js';

export type AddressFamily = 'ipv4' | 'ipv6';

/** An IP address. `text` is its canonical form: dotted decimal, or RFC 5952. */
export interface Address {
  family: AddressFamily;
  text: string;
  value: ip.IPv4 | ip.IPv6;
}

/** A block of addresses, e.g. `203.0.113.0/24`. Bits behind the prefix do not count. */
export interface Cidr {
  family: AddressFamily;
  network: ip.IPv4 | ip.IPv6;
  prefix: number;
}

/**
 * Reads an IPv4 address (four decimal numbers without leading zeros) or an IPv6 address (RFC 4291 section 2.2).
 * Null for anything else, an IPv6 zone id (`%eth0`) and surrounding space included.
 */
export function parseAddress(text: string): Address | null {
  if (ip.IPv4.isValidFourPartDecimal(text)) {
    const value = ip.IPv4.parse(text);
    return { family: 'ipv4', text: value.toString(), value };
  }
  if (!text.includes(':') || text.includes('%') || !ip.IPv6.isValid(text)) return null;
  const value = ip.IPv6.parse(text);
  return { family: 'ipv6', text: value.toRFC5952String(), value };
}

/** Reads a CIDR block, `address/prefix length`. Null for anything else. */
export function parseCidr(text: string): Cidr | null {
  const [address, length, ...more] = text.split('/');
  const parsed = parseAddress(address ?? '');
  if (!parsed || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length ?? '')) return null;
  const prefix = Number(length);
  if (prefix > bitsOf(parsed.family)) return null;
  return { family: parsed.family, network: parsed.value, prefix };
}

/** The length of the family's addresses in bits: the prefix length of a single address. */
export function bitsOf(family: AddressFamily): 32 | 128 {
  return family === 'ipv4' ? 32 : 128;
}

/** The block that holds this one address: `/32` or `/128`. */
export function singleAddressCidr(address: Address): string {
  return `${address.text}/${bitsOf(address.family)}`;
}

/** Does the block hold the address? Never across families. */
export function cidrHolds(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && address.value.match(cidr.network, cidr.prefix);
}
