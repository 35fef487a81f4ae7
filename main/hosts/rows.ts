import { byKey, groupByKey } from '../../common/by-key';
import { publicEndpoint } from '../../common/instance-addresses';
import { regionOf } from '../../common/instance-region';
import type { HostRow } from '../../contract/hosts';
import type {
  Image,
  Instance,
  KeyPair,
  NetworkInterface,
  Reservation,
  Snapshot,
} from '../../contract/snapshot';
import { guessLoginUser } from './guess-login-user';
import { platformOf } from './platform';
import { tagsOf } from './tags';

/** Every instance of the snapshot once, in every state, as a row of the hosts list (cli.md, `hosts list`). */
export function hostRows(snapshot: Snapshot): HostRow[] {
  const described = {
    snapshot,
    images: byKey(snapshot.Images, (image) => image.ImageId),
    keyPairs: byKey(snapshot.KeyPairs, (pair) => pair.KeyName),
    interfaces: groupByKey(snapshot.NetworkInterfaces, (item) => item.Attachment?.InstanceId),
  };
  const rows = new Map<string, HostRow>();
  for (const reservation of snapshot.Reservations ?? []) {
    for (const instance of reservation.Instances ?? []) {
      if (instance.InstanceId === undefined) continue;
      rows.set(instance.InstanceId, hostRow(instance.InstanceId, instance, reservation, described));
    }
  }
  return [...rows.values()];
}

interface Described {
  snapshot: Snapshot;
  images: ReadonlyMap<string, Image>;
  keyPairs: ReadonlyMap<string, KeyPair>;
  interfaces: ReadonlyMap<string, NetworkInterface[]>;
}

function hostRow(id: string, instance: Instance, reservation: Reservation, described: Described): HostRow {
  const { snapshot, images, keyPairs } = described;
  // The instance's own interfaces first: they are as fresh as the rest of the row.
  const interfaces = instance.NetworkInterfaces ?? described.interfaces.get(id) ?? null;
  const tags = tagsOf(instance.Tags);
  const login = guessLoginUser(instance, images, snapshot.ConsoleOutputs?.[id]);
  return {
    instance: id,
    account: reservation.OwnerId ?? snapshot.Account ?? null,
    region: regionOf(snapshot, instance),
    name: tags.Name || null,
    state: instance.State?.Name ?? null,
    publicAddress: publicEndpoint(instance, interfaces, 'ipv4')?.address ?? null,
    privateAddress: instance.PrivateIpAddress ?? interfaces?.[0]?.PrivateIpAddress ?? null,
    ipv6: publicEndpoint(instance, interfaces, 'ipv6')?.address ?? null,
    keyPair: instance.KeyName ?? null,
    image: instance.ImageId ?? null,
    platform: platformOf(instance),
    loginUser: login?.user ?? null,
    loginUserFrom: login?.from ?? null,
    tags,
    instanceType: instance.InstanceType ?? null,
    launchTime: instance.LaunchTime ?? null,
    stateReason: instance.StateReason?.Message || null,
    subnet: instance.SubnetId ?? null,
    vpc: instance.VpcId ?? null,
    keyPairId: keyPairs.get(instance.KeyName ?? '')?.KeyPairId ?? null,
    imageName: images.get(instance.ImageId ?? '')?.Name ?? null,
    securityGroups: (instance.SecurityGroups ?? []).flatMap(({ GroupId, GroupName }) =>
      GroupId === undefined ? [] : [{ id: GroupId, name: GroupName ?? null }],
    ),
  };
}
