import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import type { Snapshot } from '../../contract/snapshot';
import type { Ec2Connection } from './connection';
import { nameOf } from './errors';
import { InventoryError } from './inventory-error';
import { parse } from './read-snapshot';

/**
 * One instance as it is now, as a snapshot of nothing else.
 * Throws InventoryError: `inventory.instance-gone` where EC2 does not know it (any more), or what is wrong with the call.
 */
export async function describeInstance(connection: Ec2Connection, instance: string): Promise<Snapshot> {
  const answer = await connection.client
    .send(new DescribeInstancesCommand({ InstanceIds: [instance] }))
    .catch((error: unknown) => {
      // .NotFound and .Malformed
      if (nameOf(error).startsWith('InvalidInstanceID.')) throw gone(instance);
      throw connection.explain(error, 'DescribeInstances');
    });
  const { Reservations } = parse({ Reservations: answer.Reservations });
  if (!Reservations?.[0]?.Instances?.[0]) throw gone(instance);
  return { Region: connection.region, Account: Reservations[0].OwnerId, Reservations };
}

function gone(instance: string): InventoryError {
  return new InventoryError('inventory.instance-gone', { instance });
}
