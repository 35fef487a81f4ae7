import type { Paging } from './ec2-pages';
import { Ec2Error, isMembers, type Members } from './ec2-protocol';

/**
 * One action: from what the account holds and the request's input to the whole answer, before it is cut into pages. An
 * action that changes the account does so in place.
 */
export interface Action {
  answer(account: Members, input: Members): Members;
  /** Left out where the answer does not come in pages. */
  paged?: Paging;
}

/** The records that the account holds under a name. What a snapshot does not hold, its taker was not allowed to read. */
export function recordsOf(account: Members, member: string): Members[] {
  const records = account[member];
  if (!Array.isArray(records)) throw notAuthorized();
  return records.filter(isMembers);
}

export function notAuthorized(): Ec2Error {
  return new Ec2Error('UnauthorizedOperation', 'You are not authorized to perform this operation.');
}
