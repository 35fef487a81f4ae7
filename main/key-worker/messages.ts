import type { ErrorParams } from '../../common/coded-error';
import type { KeyErrorCode } from '../keys/errors';
import type { ExpectedStep } from '../keys/progress';
import type { WorkResult } from './works';

/** What the worker thread says of the piece of work that it was given: any number of `progress`, then one of the others. */
export type WorkReport =
  | { type: 'progress'; fraction: number; expected?: ExpectedStep }
  | { type: 'done'; result: WorkResult }
  /** An expected failure, as data: classes do not survive the way. */
  | { type: 'failed'; code: KeyErrorCode; params: ErrorParams }
  | { type: 'broken'; error: unknown };

/** The bytes in memory of their own, which alone can be handed over to another thread without a copy staying behind. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
