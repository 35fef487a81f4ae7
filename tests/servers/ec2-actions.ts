import { type Action, notAuthorized, recordsOf } from './ec2-account';
import { type Filter, type FilterPaths, passes } from './ec2-filters';
import { keyPairActions } from './ec2-key-pairs';
import { Ec2Error, isMembers, type Members } from './ec2-protocol';

interface Listing {
  /** Members of the request that name records by their id, and the record's own member. */
  ids: Record<string, string>;
  /** Error code when one of the ids is not there. */
  notFound: string;
  filters: FilterPaths;
  /** Bounds of MaxResults; left out where the call is not paged. */
  page?: [min: number, max: number];
  /** What the call keeps and shows of the records, beyond ids and filters. */
  select?: (records: Members[], input: Members) => Members[];
}

/** A call that lists the account's records of one kind, which have the same name in the account and in the answer. */
function listing(member: string, { ids, notFound, filters, page, select }: Listing): Action {
  return {
    answer(account, input) {
      let records = recordsOf(account, member);
      for (const [name, own] of Object.entries(ids)) records = named(records, input[name], own, notFound);
      if (select) records = select(records, input);
      return { [member]: records.filter((record) => passes(record, filtersOf(input), filters)) };
    },
    paged: page && { member, min: page[0], max: page[1] },
  };
}

function named(records: Members[], ids: unknown, own: string, notFound: string): Members[] {
  if (!Array.isArray(ids)) return records;
  return ids.map((id) => {
    const found = records.find((record) => record[own] === id);
    if (!found) throw new Ec2Error(notFound, `The ID '${id}' does not exist`);
    return found;
  });
}

function filtersOf(input: Members): Filter[] {
  const filters = input.Filters ?? input.Filter;
  if (!Array.isArray(filters)) return [];
  return filters.filter(isMembers).map(({ Name, Values }) => ({
    Name: String(Name),
    Values: Array.isArray(Values) ? Values.map(String) : [],
  }));
}

const instanceFilters: FilterPaths = {
  'image-id': 'ImageId',
  'instance-id': 'InstanceId',
  'instance-state-name': 'State.Name',
  'ip-address': 'PublicIpAddress',
  'key-name': 'KeyName',
  'private-ip-address': 'PrivateIpAddress',
  'subnet-id': 'SubnetId',
  'vpc-id': 'VpcId',
};

/** Instances stand in reservations: ids and filters choose instances, and reservations left empty are not shown. */
const describeInstances: Action = {
  answer(account, input) {
    const reservations = recordsOf(account, 'Reservations');
    const all = reservations.flatMap((reservation) => recordsOf(reservation, 'Instances'));
    const chosen = named(all, input.InstanceIds, 'InstanceId', 'InvalidInstanceID.NotFound').filter(
      (instance) => passes(instance, filtersOf(input), instanceFilters),
    );
    const shown = reservations.map((reservation) => ({
      ...reservation,
      Instances: recordsOf(reservation, 'Instances').filter((instance) => chosen.includes(instance)),
    }));
    return { Reservations: shown.filter(({ Instances }) => Instances.length > 0) };
  },
  paged: { member: 'Reservations', min: 5, max: 1000 },
};

const getManagedPrefixListEntries: Action = {
  answer(account, input) {
    const lists = account.PrefixListEntries;
    if (!isMembers(lists)) throw notAuthorized();
    const id = String(input.PrefixListId);
    if (!lists[id])
      throw new Ec2Error('InvalidPrefixListID.NotFound', `The prefix list ID '${id}' does not exist`);
    return { Entries: recordsOf(lists, id) };
  },
  paged: { member: 'Entries', min: 1, max: 100 },
};

const describeBlockPublicAccessOptions: Action = {
  answer({ VpcBlockPublicAccessOptions }) {
    if (!VpcBlockPublicAccessOptions) throw notAuthorized();
    return { VpcBlockPublicAccessOptions };
  },
};

/** The actions this server knows; page sizes as the API's documentation gives them. */
export const actions: Record<string, Action> = {
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: listing('InstanceStatuses', {
    ids: { InstanceIds: 'InstanceId' },
    notFound: 'InvalidInstanceID.NotFound',
    filters: {
      'instance-state-name': 'InstanceState.Name',
      'instance-status.status': 'InstanceStatus.Status',
    },
    page: [5, 1000],
    select: (records, { IncludeAllInstances }) =>
      records.filter(
        ({ InstanceState }) =>
          IncludeAllInstances || (isMembers(InstanceState) && InstanceState.Name === 'running'),
      ),
  }),
  DescribeNetworkInterfaces: listing('NetworkInterfaces', {
    ids: { NetworkInterfaceIds: 'NetworkInterfaceId' },
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    filters: {
      'association.public-ip': 'Association.PublicIp',
      'attachment.instance-id': 'Attachment.InstanceId',
      'group-id': 'Groups.GroupId',
      'network-interface-id': 'NetworkInterfaceId',
      'subnet-id': 'SubnetId',
      'vpc-id': 'VpcId',
    },
    page: [5, 1000],
  }),
  DescribeSecurityGroups: listing('SecurityGroups', {
    ids: { GroupIds: 'GroupId', GroupNames: 'GroupName' },
    notFound: 'InvalidGroup.NotFound',
    filters: { 'group-id': 'GroupId', 'group-name': 'GroupName', 'vpc-id': 'VpcId' },
    page: [5, 1000],
  }),
  DescribeSecurityGroupRules: listing('SecurityGroupRules', {
    ids: { SecurityGroupRuleIds: 'SecurityGroupRuleId' },
    notFound: 'InvalidSecurityGroupRuleId.NotFound',
    filters: { 'group-id': 'GroupId', 'security-group-rule-id': 'SecurityGroupRuleId' },
    page: [5, 1000],
  }),
  DescribeNetworkAcls: listing('NetworkAcls', {
    ids: { NetworkAclIds: 'NetworkAclId' },
    notFound: 'InvalidNetworkAclID.NotFound',
    filters: { 'association.subnet-id': 'Associations.SubnetId', default: 'IsDefault', 'vpc-id': 'VpcId' },
    page: [5, 1000],
  }),
  DescribeRouteTables: listing('RouteTables', {
    ids: { RouteTableIds: 'RouteTableId' },
    notFound: 'InvalidRouteTableID.NotFound',
    filters: {
      'association.main': 'Associations.Main',
      'association.subnet-id': 'Associations.SubnetId',
      'vpc-id': 'VpcId',
    },
    page: [5, 100],
  }),
  DescribeInternetGateways: listing('InternetGateways', {
    ids: { InternetGatewayIds: 'InternetGatewayId' },
    notFound: 'InvalidInternetGatewayID.NotFound',
    filters: { 'attachment.vpc-id': 'Attachments.VpcId', 'internet-gateway-id': 'InternetGatewayId' },
    page: [5, 1000],
  }),
  DescribeSubnets: listing('Subnets', {
    ids: { SubnetIds: 'SubnetId' },
    notFound: 'InvalidSubnetID.NotFound',
    filters: { 'subnet-id': 'SubnetId', 'vpc-id': 'VpcId' },
    page: [5, 1000],
  }),
  DescribeVpcs: listing('Vpcs', {
    ids: { VpcIds: 'VpcId' },
    notFound: 'InvalidVpcID.NotFound',
    filters: { 'is-default': 'IsDefault', 'vpc-id': 'VpcId' },
    page: [5, 1000],
  }),
  DescribeNatGateways: listing('NatGateways', {
    ids: { NatGatewayIds: 'NatGatewayId' },
    notFound: 'NatGatewayNotFound',
    filters: { state: 'State', 'subnet-id': 'SubnetId', 'vpc-id': 'VpcId' },
    page: [5, 1000],
  }),
  DescribeKeyPairs: listing('KeyPairs', {
    ids: { KeyNames: 'KeyName', KeyPairIds: 'KeyPairId' },
    notFound: 'InvalidKeyPair.NotFound',
    filters: { fingerprint: 'KeyFingerprint', 'key-name': 'KeyName', 'key-pair-id': 'KeyPairId' },
    select: (records, { IncludePublicKey }) =>
      IncludePublicKey ? records : records.map((record) => ({ ...record, PublicKey: undefined })),
  }),
  ...keyPairActions,
  DescribeImages: listing('Images', {
    ids: { ImageIds: 'ImageId' },
    notFound: 'InvalidAMIID.NotFound',
    filters: { 'image-id': 'ImageId', name: 'Name', 'owner-id': 'OwnerId', state: 'State' },
    page: [1, 1000],
    select: (records, { IncludeDeprecated, IncludeDisabled }) =>
      records.filter(
        ({ DeprecationTime, State }) =>
          (IncludeDeprecated || !isPast(DeprecationTime)) && (IncludeDisabled || State !== 'disabled'),
      ),
  }),
  DescribeManagedPrefixLists: listing('PrefixLists', {
    ids: { PrefixListIds: 'PrefixListId' },
    notFound: 'InvalidPrefixListID.NotFound',
    filters: {
      'owner-id': 'OwnerId',
      'prefix-list-id': 'PrefixListId',
      'prefix-list-name': 'PrefixListName',
    },
    page: [1, 100],
  }),
  GetManagedPrefixListEntries: getManagedPrefixListEntries,
  DescribeInstanceConnectEndpoints: listing('InstanceConnectEndpoints', {
    ids: { InstanceConnectEndpointIds: 'InstanceConnectEndpointId' },
    notFound: 'InvalidInstanceConnectEndpointId.NotFound',
    filters: { state: 'State', 'subnet-id': 'SubnetId', 'vpc-id': 'VpcId' },
    page: [1, 50],
  }),
  DescribeVpcBlockPublicAccessOptions: describeBlockPublicAccessOptions,
  DescribeVpcBlockPublicAccessExclusions: listing('VpcBlockPublicAccessExclusions', {
    ids: { ExclusionIds: 'ExclusionId' },
    notFound: 'InvalidVpcBlockPublicAccessExclusionId.NotFound',
    filters: {
      'internet-gateway-exclusion-mode': 'InternetGatewayExclusionMode',
      'resource-arn': 'ResourceArn',
    },
    page: [5, 1000],
  }),
};

function isPast(time: unknown): boolean {
  return typeof time === 'string' && Date.parse(time) < Date.now();
}
