import type {
  Instance,
  IpPermission,
  NetworkInterface,
  SecurityGroup,
  Snapshot,
} from '../../contract/snapshot';

/* A small account for tests: one running instance, one interface, one group. Each part can be replaced. */

export const exampleInstance = 'i-0a41c9e2d7f3b5581';
export const exampleGroup = 'sg-0c11a9d5e2b7f4a63';
export const exampleInterface = 'eni-0b7d2f91c3e5a8604';

interface Parts {
  instance?: Instance;
  networkInterface?: NetworkInterface;
  group?: SecurityGroup;
  permissions?: IpPermission[];
  members?: Snapshot;
}

/** A snapshot of the example instance, reachable over both families as far as address and state go. */
export function exampleSnapshot({
  instance,
  networkInterface,
  group,
  permissions,
  members,
}: Parts = {}): Snapshot {
  return {
    Region: 'ap-northeast-2',
    Account: '000000000000',
    Reservations: [
      {
        OwnerId: '000000000000',
        Instances: [
          {
            InstanceId: exampleInstance,
            State: { Name: 'running' },
            PublicIpAddress: '192.0.2.10',
            ...instance,
          },
        ],
      },
    ],
    NetworkInterfaces: [
      {
        NetworkInterfaceId: exampleInterface,
        Association: { PublicIp: '192.0.2.10' },
        Ipv6Addresses: [{ Ipv6Address: '2001:db8:100::a' }],
        Groups: [{ GroupId: exampleGroup, GroupName: 'web-sg' }],
        Attachment: { InstanceId: exampleInstance, DeviceIndex: 0 },
        ...networkInterface,
      },
    ],
    SecurityGroups: [
      { GroupId: exampleGroup, GroupName: 'web-sg', IpPermissions: permissions ?? [], ...group },
    ],
    ...members,
  };
}

/** An inbound permission for TCP 22 unless `more` says otherwise. */
export function permission(more: IpPermission): IpPermission {
  return { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, ...more };
}
