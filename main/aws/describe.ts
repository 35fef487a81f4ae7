import {
  DescribeKeyPairsCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  type EC2Client,
  paginateDescribeImages,
  paginateDescribeInstanceConnectEndpoints,
  paginateDescribeInstanceStatus,
  paginateDescribeInstances,
  paginateDescribeInternetGateways,
  paginateDescribeManagedPrefixLists,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeNetworkInterfaces,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  paginateGetManagedPrefixListEntries,
  type VpcBlockPublicAccessExclusion,
} from '@aws-sdk/client-ec2';

/*
 * The calls that make up a snapshot, each read to its last page. Page sizes are the largest that EC2 takes.
 */

/** A client, and a signal that ends the call. */
export interface Ask {
  client: EC2Client;
  signal: AbortSignal;
}

/** Longest list of values that EC2 takes in one filter. */
const maxFilterValues = 200;

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(...(items(page) ?? []));
  return all;
}

/** What a paginator and its commands take: the client, the page size, and how to end. */
const paging = ({ client }: Ask, pageSize = 1000) => ({ client, pageSize });
const sending = ({ signal }: Ask) => ({ abortSignal: signal });

/** DescribeInstances. */
export const reservations = (ask: Ask) =>
  collect(paginateDescribeInstances(paging(ask), {}, sending(ask)), (page) => page.Reservations);

/** DescribeImages by a filter: asked by id, one image that is gone would fail them all. */
export async function images(ask: Ask, ids: readonly string[]) {
  const all = [];
  for (let start = 0; start < ids.length; start += maxFilterValues) {
    const input = {
      Filters: [{ Name: 'image-id', Values: ids.slice(start, start + maxFilterValues) }],
      IncludeDeprecated: true,
      IncludeDisabled: true,
    };
    all.push(
      ...(await collect(paginateDescribeImages(paging(ask), input, sending(ask)), (page) => page.Images)),
    );
  }
  return all;
}

/** GetManagedPrefixListEntries, current version. */
export const prefixListEntries = (ask: Ask, id: string) =>
  collect(
    paginateGetManagedPrefixListEntries(paging(ask, 100), { PrefixListId: id }, sending(ask)),
    (page) => page.Entries,
  );

/** DescribeVpcBlockPublicAccessExclusions; the SDK has no paginator for it. */
async function exclusions(ask: Ask): Promise<VpcBlockPublicAccessExclusion[]> {
  const all: VpcBlockPublicAccessExclusion[] = [];
  let NextToken: string | undefined;
  do {
    const command = new DescribeVpcBlockPublicAccessExclusionsCommand({ MaxResults: 1000, NextToken });
    const page = await ask.client.send(command, sending(ask));
    all.push(...(page.VpcBlockPublicAccessExclusions ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return all;
}

/** One call of the API, and how to read all of its answer. */
export interface RegionCall {
  call: string;
  read: (ask: Ask) => Promise<unknown>;
}

/** The calls that need nothing but the region, by the snapshot's member that they fill. */
export const regionCalls: Readonly<Record<string, RegionCall>> = {
  NetworkInterfaces: {
    call: 'DescribeNetworkInterfaces',
    read: (ask) =>
      collect(
        paginateDescribeNetworkInterfaces(paging(ask), {}, sending(ask)),
        (page) => page.NetworkInterfaces,
      ),
  },
  SecurityGroups: {
    call: 'DescribeSecurityGroups',
    read: (ask) =>
      collect(paginateDescribeSecurityGroups(paging(ask), {}, sending(ask)), (page) => page.SecurityGroups),
  },
  RouteTables: {
    call: 'DescribeRouteTables',
    read: (ask) =>
      collect(paginateDescribeRouteTables(paging(ask, 100), {}, sending(ask)), (page) => page.RouteTables),
  },
  SecurityGroupRules: {
    call: 'DescribeSecurityGroupRules',
    read: (ask) =>
      collect(
        paginateDescribeSecurityGroupRules(paging(ask), {}, sending(ask)),
        (page) => page.SecurityGroupRules,
      ),
  },
  NetworkAcls: {
    call: 'DescribeNetworkAcls',
    read: (ask) =>
      collect(paginateDescribeNetworkAcls(paging(ask), {}, sending(ask)), (page) => page.NetworkAcls),
  },
  InternetGateways: {
    call: 'DescribeInternetGateways',
    read: (ask) =>
      collect(
        paginateDescribeInternetGateways(paging(ask), {}, sending(ask)),
        (page) => page.InternetGateways,
      ),
  },
  Subnets: {
    call: 'DescribeSubnets',
    read: (ask) => collect(paginateDescribeSubnets(paging(ask), {}, sending(ask)), (page) => page.Subnets),
  },
  Vpcs: {
    call: 'DescribeVpcs',
    read: (ask) => collect(paginateDescribeVpcs(paging(ask), {}, sending(ask)), (page) => page.Vpcs),
  },
  NatGateways: {
    call: 'DescribeNatGateways',
    read: (ask) =>
      collect(paginateDescribeNatGateways(paging(ask), {}, sending(ask)), (page) => page.NatGateways),
  },
  InstanceStatuses: {
    call: 'DescribeInstanceStatus',
    read: (ask) =>
      collect(
        paginateDescribeInstanceStatus(paging(ask), { IncludeAllInstances: true }, sending(ask)),
        (page) => page.InstanceStatuses,
      ),
  },
  KeyPairs: {
    call: 'DescribeKeyPairs',
    read: async (ask) =>
      (await ask.client.send(new DescribeKeyPairsCommand({ IncludePublicKey: true }), sending(ask)))
        .KeyPairs ?? [],
  },
  PrefixLists: {
    call: 'DescribeManagedPrefixLists',
    read: (ask) =>
      collect(
        paginateDescribeManagedPrefixLists(paging(ask, 100), {}, sending(ask)),
        (page) => page.PrefixLists,
      ),
  },
  VpcBlockPublicAccessOptions: {
    call: 'DescribeVpcBlockPublicAccessOptions',
    read: async (ask) =>
      (await ask.client.send(new DescribeVpcBlockPublicAccessOptionsCommand({}), sending(ask)))
        .VpcBlockPublicAccessOptions,
  },
  VpcBlockPublicAccessExclusions: { call: 'DescribeVpcBlockPublicAccessExclusions', read: exclusions },
  InstanceConnectEndpoints: {
    call: 'DescribeInstanceConnectEndpoints',
    read: (ask) =>
      collect(
        paginateDescribeInstanceConnectEndpoints(paging(ask, 50), {}, sending(ask)),
        (page) => page.InstanceConnectEndpoints,
      ),
  },
};
