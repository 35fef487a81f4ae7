import type { Evidence, Fix } from '../../../contract/access';
import { awsCommand } from '../aws-command';
import { findTarget } from '../find-target';
import type { Path, Stage } from '../path';
import { block, notDescribed, pass } from '../steps';

/**
 * Has the instance an address on the internet, of the client's family? IPv4: a public or Elastic IP address associated
 * with an interface or with one of its private addresses; IPv6: any address of an interface.
 */
export const publicAddress: Stage = (path) => {
  const { found, target, instanceId } = path;
  if (!found) return [notDescribed(path, 'public-address', 'DescribeInstances', instanceId)];
  if (!target) return [notDescribed(path, 'public-address', 'DescribeNetworkInterfaces', instanceId)];
  const networkInterface = target.networkInterface?.NetworkInterfaceId;
  const resource = networkInterface ?? instanceId;
  const evidence: Partial<Evidence> = networkInterface === undefined ? {} : { networkInterface };
  if (target.address !== null) return [pass('public-address', resource, evidence)];

  const otherFamily = path.family === 'ipv4' ? 'ipv6' : 'ipv4';
  const otherFamilyAddress = findTarget(path.index, found.instance, otherFamily)?.address;
  if (otherFamilyAddress) evidence.otherFamilyAddress = otherFamilyAddress;
  const state = found.instance.State?.Name;
  if (state !== undefined) evidence.state = state;
  return [
    block(
      'public-address',
      'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
      resource,
      evidence,
      fixFor(path, networkInterface),
    ),
  ];
};

/** An Elastic IP address; only while the instance runs, since a start may bring an automatic address back. */
function fixFor(path: Path, networkInterface: string | undefined): Fix | null {
  const running = path.found?.instance.State?.Name === 'running';
  if (path.family !== 'ipv4' || !running || networkInterface === undefined) return null;
  const allocate = awsCommand('allocate-address', path.region, {
    domain: 'vpc',
    query: 'AllocationId',
    output: 'text',
  });
  const associate = awsCommand('associate-address', path.region, {
    'network-interface-id': networkInterface,
  });
  return {
    action: 'AllocateAddress',
    params: { Domain: 'vpc' },
    next: { action: 'AssociateAddress', params: { NetworkInterfaceId: networkInterface } },
    command: `${associate} --allocation-id "$(${allocate})"`,
  };
}
