import { type KeyFormat, type PpkParameters, ppkParameters } from '../../contract/keys';
import { oneOf, UsageError, wholeNumber } from './options';

/** The options that say how a PPK 3 file derives its key. */
export const ppkOptionTypes = {
  'ppk-kdf': 'string',
  'ppk-memory': 'string',
  'ppk-passes': 'string',
} as const;

type PpkOptionName = keyof typeof ppkOptionTypes;

/** How a PPK 3 file is to derive its key; undefined where nothing is said. Fails with `cli.bad-value`, also with any other format. */
export function readPpkOptions(
  options: { [Name in PpkOptionName]?: string },
  to: KeyFormat,
): PpkParameters | undefined {
  const { 'ppk-kdf': kdf, 'ppk-memory': memory, 'ppk-passes': passes } = options;
  if (kdf === undefined && memory === undefined && passes === undefined) return undefined;
  // Version 2 and the other formats have no such settings; silence would let the user believe otherwise.
  if (to !== 'ppk') throw new UsageError('cli.bad-value', { option: '--to', value: to });
  const kdfs = ppkParameters.shape.kdf.unwrap().options;
  return {
    kdf: kdf === undefined ? undefined : oneOf(kdf, '--ppk-kdf', kdfs),
    memory: wholeNumber(memory, '--ppk-memory', 8, 1_048_576),
    passes: wholeNumber(passes, '--ppk-passes', 1, 8_388_608),
  };
}
