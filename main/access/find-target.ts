import { type PublicEndpoint, publicEndpoint } from '../../common/instance-addresses';
import type { AddressFamily } from '../../contract/access';
import type { Instance, NetworkInterface } from '../../contract/snapshot';
import type { SnapshotIndex } from './index-snapshot';

/** The instance's public address of a family, and its interface; null where nothing tells. */
export function findTarget(
  index: SnapshotIndex,
  instance: Instance,
  family: AddressFamily,
): PublicEndpoint | null {
  return publicEndpoint(instance, interfacesOf(index, instance), family);
}

/**
 * The instance's network interfaces as DescribeNetworkInterfaces tells them and otherwise as DescribeInstances does.
 * Null where neither did.
 */
function interfacesOf(index: SnapshotIndex, instance: Instance): NetworkInterface[] | null {
  const inside = instance.NetworkInterfaces ?? [];
  const outside = index.interfacesOf.get(instance.InstanceId ?? '') ?? [];
  if (inside.length + outside.length === 0 && !instance.NetworkInterfaces) return null;
  return [...new Map([...inside, ...outside].map((item) => [item.NetworkInterfaceId, item])).values()];
}
