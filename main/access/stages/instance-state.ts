import { awsCommand } from '../aws-command';
import type { Stage } from '../path';
import { block, notDescribed, pass } from '../steps';

/** Is the instance running? Nothing else answers (EC2 API, InstanceState). Only a stopped one can be started. */
export const instanceState: Stage = (path) => {
  const id = path.instanceId;
  const state = path.found?.instance.State?.Name;
  if (state === undefined) return [notDescribed(path, 'instance-state', 'DescribeInstances', id)];
  if (state === 'running') return [pass('instance-state', id, { state })];
  const stateReason = path.found?.instance.StateReason?.Message;
  const evidence = { state, ...(stateReason === undefined ? {} : { stateReason }) };
  const start = {
    action: 'StartInstances' as const,
    params: { InstanceIds: [id] },
    command: awsCommand('start-instances', path.region, { 'instance-ids': id }),
  };
  return [block('instance-state', 'BAD_STATE', id, evidence, state === 'stopped' ? start : null)];
};
