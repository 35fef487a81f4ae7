import { assertNever } from '../../common/assert-never';
import { type ConvertedKey, type ConvertOptions, convertKey } from '../keys/convert';
import { type InspectedFile, inspectKey } from '../keys/inspect';
import type { OnProgress } from '../keys/progress';

/** The pieces of work on the bytes of a key file, with what each is told and what comes out. All of it can cross to a thread. */
export interface Works {
  inspect: { options: { passphrase?: string }; result: InspectedFile };
  convert: {
    options: Omit<ConvertOptions, 'onProgress'>;
    result: Omit<ConvertedKey, 'bytes'> & { bytes: Uint8Array };
  };
}

export type WorkKind = keyof Works;

/** A piece of work. */
export type Work = {
  [Kind in WorkKind]: { kind: Kind; bytes: Uint8Array; options: Works[Kind]['options'] };
}[WorkKind];

/** What comes out of a piece of work. */
export type WorkResult<W extends Work = Work> = Works[W['kind']]['result'];

/** Does a piece of work, on whatever thread this is. Fails as `inspectKey` and `convertKey` do. */
export async function doWork(work: Work, onProgress?: OnProgress): Promise<WorkResult> {
  switch (work.kind) {
    case 'inspect':
      return inspectKey(work.bytes, { ...work.options, onProgress });
    case 'convert':
      return convertKey(work.bytes, { ...work.options, onProgress });
    default:
      return assertNever(work);
  }
}
