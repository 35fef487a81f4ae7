import { z } from 'zod';

/*
 * The network snapshot: what the AWS CLI's describe calls print, under the names they print it (EC2 API model).
 * Every object is loose, so members not named here survive; every member is optional, and a missing one means
 * "not known", never "empty".
 */

const text = z.string().optional();
const number = z.number().optional();
const list = <T extends z.ZodType>(item: T) => z.array(item).optional();

export const tag = z.looseObject({ Key: text, Value: text });
export type Tag = z.infer<typeof tag>;
const tags = list(tag);

const association = z.looseObject({
  PublicIp: text,
  IpOwnerId: text,
  AllocationId: text,
  AssociationId: text,
});

const groupIdentifier = z.looseObject({ GroupId: text, GroupName: text });

/** One element of `DescribeNetworkInterfaces`, and of `Instances[].NetworkInterfaces[]`, which has a part of it. */
export const networkInterface = z.looseObject({
  NetworkInterfaceId: text,
  SubnetId: text,
  VpcId: text,
  Status: text,
  Association: association.optional(),
  Attachment: z
    .looseObject({ InstanceId: text, DeviceIndex: number, NetworkCardIndex: number, Status: text })
    .optional(),
  Groups: list(groupIdentifier),
  PrivateIpAddress: text,
  PrivateIpAddresses: list(z.looseObject({ PrivateIpAddress: text, Association: association.optional() })),
  Ipv6Addresses: list(z.looseObject({ Ipv6Address: text })),
});
export type NetworkInterface = z.infer<typeof networkInterface>;

export const instance = z.looseObject({
  InstanceId: text,
  ImageId: text,
  InstanceType: text,
  KeyName: text,
  LaunchTime: text,
  Platform: text,
  PlatformDetails: text,
  Placement: z.looseObject({ AvailabilityZone: text }).optional(),
  State: z.looseObject({ Name: text }).optional(),
  StateReason: z.looseObject({ Code: text, Message: text }).optional(),
  StateTransitionReason: text,
  PublicIpAddress: text,
  PrivateIpAddress: text,
  Ipv6Address: text,
  SubnetId: text,
  VpcId: text,
  NetworkInterfaces: list(networkInterface),
  /** The primary interface's groups only: a verdict never uses them. */
  SecurityGroups: list(groupIdentifier),
  Tags: tags,
});
export type Instance = z.infer<typeof instance>;

export const reservation = z.looseObject({ ReservationId: text, OwnerId: text, Instances: list(instance) });
export type Reservation = z.infer<typeof reservation>;

/** One element of `IpPermissions`: a protocol, ports, and any number of sources. */
export const ipPermission = z.looseObject({
  IpProtocol: text,
  FromPort: number,
  ToPort: number,
  IpRanges: list(z.looseObject({ CidrIp: text, Description: text })),
  Ipv6Ranges: list(z.looseObject({ CidrIpv6: text, Description: text })),
  PrefixListIds: list(z.looseObject({ PrefixListId: text, Description: text })),
  UserIdGroupPairs: list(z.looseObject({ GroupId: text, UserId: text, Description: text })),
});
export type IpPermission = z.infer<typeof ipPermission>;

export const securityGroup = z.looseObject({
  GroupId: text,
  GroupName: text,
  Description: text,
  OwnerId: text,
  VpcId: text,
  IpPermissions: list(ipPermission),
  IpPermissionsEgress: list(ipPermission),
  Tags: tags,
});
export type SecurityGroup = z.infer<typeof securityGroup>;

/** One element of `DescribeSecurityGroupRules`: a protocol, ports, and exactly one source. */
export const securityGroupRule = z.looseObject({
  SecurityGroupRuleId: text,
  GroupId: text,
  IsEgress: z.boolean().optional(),
  IpProtocol: text,
  FromPort: number,
  ToPort: number,
  CidrIpv4: text,
  CidrIpv6: text,
  PrefixListId: text,
  ReferencedGroupInfo: z.looseObject({ GroupId: text, UserId: text }).optional(),
  Description: text,
});
export type SecurityGroupRule = z.infer<typeof securityGroupRule>;

export const networkAcl = z.looseObject({
  NetworkAclId: text,
  VpcId: text,
  IsDefault: z.boolean().optional(),
  Associations: list(z.looseObject({ NetworkAclAssociationId: text, SubnetId: text })),
  Entries: list(
    z.looseObject({
      Egress: z.boolean().optional(),
      RuleNumber: number,
      RuleAction: text,
      Protocol: text,
      CidrBlock: text,
      Ipv6CidrBlock: text,
      PortRange: z.looseObject({ From: number, To: number }).optional(),
    }),
  ),
  Tags: tags,
});
export type NetworkAcl = z.infer<typeof networkAcl>;

export const routeTable = z.looseObject({
  RouteTableId: text,
  VpcId: text,
  Associations: list(z.looseObject({ Main: z.boolean().optional(), SubnetId: text, GatewayId: text })),
  Routes: list(
    z.looseObject({
      DestinationCidrBlock: text,
      DestinationIpv6CidrBlock: text,
      DestinationPrefixListId: text,
      GatewayId: text,
      NatGatewayId: text,
      EgressOnlyInternetGatewayId: text,
      NetworkInterfaceId: text,
      Origin: text,
      State: text,
    }),
  ),
  Tags: tags,
});
export type RouteTable = z.infer<typeof routeTable>;

export const internetGateway = z.looseObject({
  InternetGatewayId: text,
  Attachments: list(z.looseObject({ VpcId: text, State: text })),
  Tags: tags,
});
export type InternetGateway = z.infer<typeof internetGateway>;

export const subnet = z.looseObject({
  SubnetId: text,
  VpcId: text,
  AvailabilityZone: text,
  CidrBlock: text,
  Tags: tags,
});
export type Subnet = z.infer<typeof subnet>;

export const vpc = z.looseObject({ VpcId: text, CidrBlock: text, OwnerId: text, Tags: tags });
export type Vpc = z.infer<typeof vpc>;

export const natGateway = z.looseObject({ NatGatewayId: text, VpcId: text, SubnetId: text, State: text });
export type NatGateway = z.infer<typeof natGateway>;

export const keyPair = z.looseObject({
  KeyName: text,
  KeyPairId: text,
  KeyType: text,
  KeyFingerprint: text,
  PublicKey: text,
  Tags: tags,
});
export type KeyPair = z.infer<typeof keyPair>;

export const image = z.looseObject({
  ImageId: text,
  Name: text,
  Description: text,
  OwnerId: text,
  ImageOwnerAlias: text,
  PlatformDetails: text,
  SourceImageId: text,
});
export type Image = z.infer<typeof image>;

/** `describe-managed-prefix-lists`; `Cidrs` only as the older `describe-prefix-lists` prints it. */
export const prefixList = z.looseObject({
  PrefixListId: text,
  PrefixListName: text,
  AddressFamily: text,
  Cidrs: list(z.string()),
});
export type PrefixList = z.infer<typeof prefixList>;

export const prefixListEntry = z.looseObject({ Cidr: text, Description: text });
export type PrefixListEntry = z.infer<typeof prefixListEntry>;

const statusSummary = z.looseObject({ Status: text }).optional();
export const instanceStatus = z.looseObject({
  InstanceId: text,
  InstanceStatus: statusSummary,
  SystemStatus: statusSummary,
  AttachedEbsStatus: statusSummary,
});
export type InstanceStatus = z.infer<typeof instanceStatus>;

export const vpcBlockPublicAccessOptions = z.looseObject({
  InternetGatewayBlockMode: text,
  ManagedBy: text,
  ExclusionsAllowed: text,
  State: text,
});
export type VpcBlockPublicAccessOptions = z.infer<typeof vpcBlockPublicAccessOptions>;

export const vpcBlockPublicAccessExclusion = z.looseObject({
  ExclusionId: text,
  InternetGatewayExclusionMode: text,
  ResourceArn: text,
  State: text,
});
export type VpcBlockPublicAccessExclusion = z.infer<typeof vpcBlockPublicAccessExclusion>;

export const instanceConnectEndpoint = z.looseObject({
  InstanceConnectEndpointId: text,
  State: text,
  SubnetId: text,
  VpcId: text,
  DnsName: text,
  PreserveClientIp: z.boolean().optional(),
  SecurityGroupIds: list(z.string()),
});
export type InstanceConnectEndpoint = z.infer<typeof instanceConnectEndpoint>;

/** A call that did not answer, so that a verdict can name the permission missing: `{ Call: 'DescribeNetworkAcls', Code: 'UnauthorizedOperation' }`. */
export const snapshotProblem = z.looseObject({ Call: z.string(), Code: z.string() });
export type SnapshotProblem = z.infer<typeof snapshotProblem>;

export const snapshot = z.looseObject({
  Region: text,
  Account: text,
  Reservations: list(reservation),
  NetworkInterfaces: list(networkInterface),
  SecurityGroups: list(securityGroup),
  SecurityGroupRules: list(securityGroupRule),
  NetworkAcls: list(networkAcl),
  RouteTables: list(routeTable),
  InternetGateways: list(internetGateway),
  Subnets: list(subnet),
  Vpcs: list(vpc),
  NatGateways: list(natGateway),
  KeyPairs: list(keyPair),
  Images: list(image),
  PrefixLists: list(prefixList),
  PrefixListEntries: z.record(z.string(), z.array(prefixListEntry)).optional(),
  InstanceStatuses: list(instanceStatus),
  VpcBlockPublicAccessOptions: vpcBlockPublicAccessOptions.optional(),
  VpcBlockPublicAccessExclusions: list(vpcBlockPublicAccessExclusion),
  InstanceConnectEndpoints: list(instanceConnectEndpoint),
  ConsoleOutputs: z.record(z.string(), z.string()).optional(),
  Problems: list(snapshotProblem),
});
export type Snapshot = z.infer<typeof snapshot>;

/** What can be wrong with a snapshot file or folder. */
export const snapshotErrorCode = z.enum([
  'snapshot.not-found',
  'snapshot.unreadable',
  'snapshot.too-large',
  'snapshot.empty-folder',
  'snapshot.not-json',
  'snapshot.no-member',
  'snapshot.invalid',
  'snapshot.no-instances',
  'snapshot.no-key-pairs',
]);
export type SnapshotErrorCode = z.infer<typeof snapshotErrorCode>;
