import type { Instance, NetworkInterface } from '../contract/snapshot';
import type { AddressFamily } from './address';

/** The instance's address on the internet and the interface that has it. */
export interface PublicEndpoint {
  /** Null: known to have none. */
  address: string | null;
  /** Null: not known which. Without an address, the primary interface. */
  networkInterface: NetworkInterface | null;
}

/**
 * The address a client on the internet would call, and its interface. The public IPv4 address may stand on an interface
 * or on any of its private addresses; EC2's choice for the instance (`PublicIpAddress`, `Ipv6Address`) goes first, then
 * device order. `interfaces` null: not known. Null where nothing tells.
 */
export function publicEndpoint(
  instance: Instance,
  interfaces: NetworkInterface[] | null,
  family: AddressFamily,
): PublicEndpoint | null {
  const inOrder = [...(interfaces ?? [])].sort((a, b) => deviceOrder(a) - deviceOrder(b));
  const found = inOrder.flatMap((networkInterface) =>
    addressesOf(networkInterface, family).map((address) => ({ address, networkInterface })),
  );
  const preferred = family === 'ipv4' ? instance.PublicIpAddress : instance.Ipv6Address;
  if (preferred !== undefined) {
    return (
      found.find(({ address }) => address === preferred) ?? { address: preferred, networkInterface: null }
    );
  }
  if (!interfaces) return null;
  return found[0] ?? { address: null, networkInterface: inOrder[0] ?? null };
}

function addressesOf(networkInterface: NetworkInterface, family: AddressFamily): string[] {
  const { Association, PrivateIpAddresses = [], Ipv6Addresses = [] } = networkInterface;
  const addresses =
    family === 'ipv6'
      ? Ipv6Addresses.map((item) => item.Ipv6Address)
      : [Association?.PublicIp, ...PrivateIpAddresses.map((item) => item.Association?.PublicIp)];
  return addresses.filter((address) => address !== undefined);
}

function deviceOrder({ Attachment }: NetworkInterface): number {
  return (Attachment?.NetworkCardIndex ?? 0) * 1_000 + (Attachment?.DeviceIndex ?? 0);
}
