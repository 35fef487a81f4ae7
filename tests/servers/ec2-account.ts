import { Ec2Error, isMembers, type Members } from './ec2-protocol';

/** The records that the account holds under a name. What a snapshot does not hold, its taker was not allowed to read. */
export function recordsOf(account: Members, member: string): Members[] {
  const records = account[member];
  if (!Array.isArray(records)) throw notAuthorized();
  return records.filter(isMembers);
}

export function notAuthorized(): Ec2Error {
  return new Ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.');
}
