import { Ec2Error, type Members } from './ec2-protocol';

/** Bounds of MaxResults and the member that is cut into pages. */
export interface Paging {
  member: string;
  min: number;
  max: number;
}

/**
 * One page of an answer, as MaxResults and NextToken ask for it and no longer than `limit`.
 * MaxResults out of bounds, together with ids, or a token that is none is an Ec2Error.
 */
export function pageOf(
  whole: Members,
  input: Members,
  paging: Paging,
  limit = Number.POSITIVE_INFINITY,
): Members {
  const { member, min, max } = paging;
  const records = whole[member];
  if (!Array.isArray(records)) throw new Error(`${member} is no list`);
  const wanted = input.MaxResults;
  if (typeof wanted === 'number' && !(wanted >= min && wanted <= max)) {
    throw new Ec2Error(
      'InvalidParameterValue',
      `Value ( ${wanted} ) for parameter maxResults is invalid. Expecting a value between ${min} and ${max}.`,
    );
  }
  if (wanted !== undefined && (input.InstanceIds !== undefined || input.ImageIds !== undefined)) {
    throw new Ec2Error('InvalidParameterCombination', 'MaxResults cannot be used together with ids.');
  }
  const start = input.NextToken === undefined ? 0 : offsetOf(String(input.NextToken), records.length);
  const end = start + Math.min(typeof wanted === 'number' ? wanted : Number.POSITIVE_INFINITY, limit);
  const page = { ...whole, [member]: records.slice(start, end) };
  return end < records.length ? { ...page, NextToken: tokenOf(end) } : page;
}

/** Tokens are opaque to the caller and hold characters that a form must escape. */
function tokenOf(offset: number): string {
  return `${Buffer.from(`from ${offset}`).toString('base64')}+/=`;
}

function offsetOf(token: string, length: number): number {
  const offset = Number(/^from (\d+)$/.exec(Buffer.from(token.slice(0, -3), 'base64').toString())?.[1]);
  if (Number.isInteger(offset) && offset < length && token === tokenOf(offset)) return offset;
  throw new Ec2Error('InvalidNextToken', `The token '${token}' is invalid`);
}
