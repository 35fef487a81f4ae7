import type { Address } from '../../common/address';
import { parseClientAddress } from '../../common/client-address';
import { regionOf } from '../../common/instance-region';
import type { AccessQuestion, AddressFamily, Verdict } from '../../contract/access';
import type { Instance, Snapshot } from '../../contract/snapshot';
import { AccessError } from './access-error';
import { combine } from './combine';
import { findTarget } from './find-target';
import { indexSnapshot, type SnapshotIndex } from './index-snapshot';
import type { Path } from './path';
import { stages } from './stages';

/**
 * May the client reach the instance's port? Judges every stage on the snapshot alone; no packet is sent, and the snapshot
 * is not changed (it must not be changed afterwards either: its index is kept). The family is the client's; without a
 * client the one the instance has an address in, IPv4 first, unless `family` says otherwise.
 * @throws AccessError `access.from-*` where `from` cannot be the address of a client on the internet
 */
export function evaluate(snapshot: Snapshot, question: AccessQuestion, family?: AddressFamily): Verdict {
  const index = indexSnapshot(snapshot);
  const from = question.from === null ? null : clientAddress(question.from);
  const found = index.instances?.get(question.instance) ?? null;
  const judged = from?.family ?? family ?? ownFamily(index, found?.instance);
  const path: Path = {
    index,
    instanceId: question.instance,
    port: question.port,
    protocol: question.protocol,
    from,
    family: judged,
    found,
    target: found && findTarget(index, found.instance, judged),
    region: regionOf(snapshot, found?.instance),
  };
  const steps = stages.flatMap((stage) => stage(path));
  return {
    instance: question.instance,
    port: question.port,
    protocol: question.protocol,
    from: from?.text ?? null,
    address: path.target?.address ?? null,
    family: judged,
    verdict: combine(steps),
    steps,
  };
}

function clientAddress(text: string): Address {
  const address = parseClientAddress(text.trim());
  if (typeof address === 'string') throw new AccessError(`access.from-${address}`, { from: text });
  return address;
}

function ownFamily(index: SnapshotIndex, instance: Instance | undefined): AddressFamily {
  const has = (family: AddressFamily) => instance && findTarget(index, instance, family)?.address;
  return !has('ipv4') && has('ipv6') ? 'ipv6' : 'ipv4';
}
