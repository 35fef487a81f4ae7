import type { Instance, Snapshot } from '../contract/snapshot';

/** The instance's region: the snapshot's, else the one its Availability Zone (`ap-northeast-2a`, `us-west-2-lax-1a`) lies in. */
export function regionOf(snapshot: Snapshot, instance: Instance | undefined): string | null {
  const zone = instance?.Placement?.AvailabilityZone ?? '';
  return snapshot.Region ?? /^[a-z]{2,}(-[a-z]+)+-\d+/.exec(zone)?.[0] ?? null;
}
