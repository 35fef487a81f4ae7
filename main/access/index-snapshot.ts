import { byKey, groupByKey } from '../../common/by-key';
import type {
  Image,
  Instance,
  KeyPair,
  NetworkInterface,
  Reservation,
  SecurityGroup,
  SecurityGroupRule,
  Snapshot,
} from '../../contract/snapshot';
import { ingressRules, type SourceRule } from './ingress-rules';
import { prefixListCidrs } from './prefix-lists';

/** An instance with the reservation it came in. */
export interface IndexedInstance {
  instance: Instance;
  reservation: Reservation;
}

/** The snapshot by id. What the snapshot does not have at all is null: not known, as opposed to known to be empty. */
export interface SnapshotIndex {
  snapshot: Snapshot;
  /** Every instance once, in the order of the snapshot. */
  instances: Map<string, IndexedInstance> | null;
  /** Interfaces as DescribeNetworkInterfaces tells them, by the instance they are attached to. */
  interfacesOf: Map<string, NetworkInterface[]>;
  images: Map<string, Image>;
  keyPairs: Map<string, KeyPair>;
  /** The group, or undefined where it was not described. */
  securityGroup: (id: string) => SecurityGroup | undefined;
  /** The group's inbound rules, one per source; null where its rules are not known. */
  ingressOf: (groupId: string) => SourceRule[] | null;
  /** The CIDR blocks of a prefix list, or null where its entries are not known. */
  prefixListCidrs: (id: string) => string[] | null;
}

const indexes = new WeakMap<Snapshot, SnapshotIndex>();

/** The snapshot's index, made once per snapshot: a verdict then costs the same in an account of ten thousand instances. */
export function indexSnapshot(snapshot: Snapshot): SnapshotIndex {
  let index = indexes.get(snapshot);
  if (!index) {
    index = buildIndex(snapshot);
    indexes.set(snapshot, index);
  }
  return index;
}

function buildIndex(snapshot: Snapshot): SnapshotIndex {
  const groups = byKey(snapshot.SecurityGroups, (group) => group.GroupId);
  const described = groupByKey(snapshot.SecurityGroupRules, (rule) => rule.GroupId);
  const lists = prefixListCidrs(snapshot);
  const ingress = new Map<string, SourceRule[] | null>();
  return {
    snapshot,
    instances: indexInstances(snapshot.Reservations),
    interfacesOf: groupByKey(snapshot.NetworkInterfaces, (item) => item.Attachment?.InstanceId),
    images: byKey(snapshot.Images, (image) => image.ImageId),
    keyPairs: byKey(snapshot.KeyPairs, (pair) => pair.KeyName),
    securityGroup: (id) => groups.get(id),
    prefixListCidrs: (id) => lists.get(id) ?? null,
    ingressOf: (groupId) => {
      let rules = ingress.get(groupId);
      if (rules === undefined) {
        rules = ingressRules(groups.get(groupId), described.get(groupId) ?? noRules);
        ingress.set(groupId, rules);
      }
      return rules;
    },
  };
}

const noRules: SecurityGroupRule[] = [];

function indexInstances(reservations: Reservation[] | undefined): Map<string, IndexedInstance> | null {
  if (!reservations) return null;
  const instances = new Map<string, IndexedInstance>();
  for (const reservation of reservations) {
    for (const instance of reservation.Instances ?? []) {
      if (instance.InstanceId) instances.set(instance.InstanceId, { instance, reservation });
    }
  }
  return instances;
}
