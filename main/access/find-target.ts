import type { AddressFamily } from '../../contract/access';
import type { Instance, NetworkInterface } from '../../contract/snapshot';
import type { SnapshotIndex } from './index-snapshot';

/** The instance's address on the internet and the interface that has it. */
export interface Target {
  /** Null: known to have none. */
  address: string | null;
  /** Null: not known which. Without a public address, the primary interface. */
  networkInterface: NetworkInterface | null;
}

/**
 * The instance's network interfaces in device order, as DescribeNetworkInterfaces tells them and otherwise as
 * DescribeInstances does. Null where neither was described.
 */
export function interfacesOf(index: SnapshotIndex, instance: Instance): NetworkInterface[] | null {
  const inside = instance.NetworkInterfaces ?? [];
  const outside = index.interfacesOf.get(instance.InstanceId ?? '') ?? [];
  const byId = new Map([...inside, ...outside].map((item) => [item.NetworkInterfaceId, item]));
  if (byId.size === 0 && !instance.NetworkInterfaces) return null;
  return [...byId.values()].sort((a, b) => deviceOrder(a) - deviceOrder(b));
}

/**
 * The address a client would call, and its interface. The public IPv4 address may stand on the interface or on any of
 * its private addresses; EC2's choice for the instance (`PublicIpAddress`, `Ipv6Address`) goes first. Null where
 * nothing is known.
 */
export function findTarget(index: SnapshotIndex, instance: Instance, family: AddressFamily): Target | null {
  const interfaces = interfacesOf(index, instance);
  const preferred = family === 'ipv4' ? instance.PublicIpAddress : instance.Ipv6Address;
  const found = (interfaces ?? []).flatMap((networkInterface) =>
    addressesOf(networkInterface, family).map((address) => ({ address, networkInterface })),
  );
  if (preferred !== undefined) {
    return (
      found.find(({ address }) => address === preferred) ?? { address: preferred, networkInterface: null }
    );
  }
  if (!interfaces) return null;
  return found[0] ?? { address: null, networkInterface: interfaces[0] ?? null };
}

function addressesOf(networkInterface: NetworkInterface, family: AddressFamily): string[] {
  const addresses =
    family === 'ipv6'
      ? (networkInterface.Ipv6Addresses ?? []).map((item) => item.Ipv6Address)
      : [
          networkInterface.Association?.PublicIp,
          ...(networkInterface.PrivateIpAddresses ?? []).map((item) => item.Association?.PublicIp),
        ];
  return addresses.filter((address) => address !== undefined);
}

function deviceOrder({ Attachment }: NetworkInterface): number {
  return (Attachment?.NetworkCardIndex ?? 0) * 1_000 + (Attachment?.DeviceIndex ?? 0);
}
