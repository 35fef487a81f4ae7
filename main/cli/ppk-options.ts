import { type KeyFormat, type PpkParameters, ppkParameters } from '../../contract/keys';
import { maxArgon2Work } from '../keys/derive-costs';
import { oneOf, UsageError, wholeNumber } from './options';

/** The options that say how a PPK 3 file derives its key. */
export const ppkOptionTypes = {
  'ppk-kdf': 'string',
  'ppk-memory': 'string',
  'ppk-passes': 'string',
} as const;

type PpkOptionName = keyof typeof ppkOptionTypes;

type PpkOptions = { [Name in PpkOptionName]?: string };

/** KiB that a PPK takes where nothing else is said, as PuTTYgen has it. */
const usualMemory = 8192;

/**
 * How a PPK 3 file is to derive its key; undefined where nothing is said. Fails with `cli.bad-value`, with `cli.only-with` for
 * any other format, and with `cli.ppk-too-costly` for what no key file may ask for.
 */
export function readPpkOptions(options: PpkOptions, to: KeyFormat): PpkParameters | undefined {
  const option = firstGiven(options);
  if (!option) return undefined;
  // Version 2 and the other formats have no such settings; silence would let the user believe otherwise.
  if (to !== 'ppk') throw new UsageError('cli.only-with', { option, needed: '--to ppk' });
  const { 'ppk-kdf': kdf, 'ppk-memory': memory, 'ppk-passes': passes } = options;
  const kdfs = ppkParameters.shape.kdf.unwrap().options;
  const parameters = {
    kdf: kdf === undefined ? undefined : oneOf(kdf, '--ppk-kdf', kdfs),
    memory: wholeNumber(memory, '--ppk-memory', 8, 1_048_576),
    passes: wholeNumber(passes, '--ppk-passes', 1, 8_388_608),
  };
  if ((parameters.memory ?? usualMemory) * (parameters.passes ?? 1) > maxArgon2Work) {
    throw new UsageError('cli.ppk-too-costly', { limit: String(maxArgon2Work) });
  }
  return parameters;
}

/** Refuses these options where the new file has no passphrase to derive a key from. Fails with `cli.unprotected`. */
export function assertPpkProtected(options: PpkOptions, isProtected: boolean): void {
  const option = firstGiven(options);
  if (option && !isProtected) throw new UsageError('cli.unprotected', { option });
}

/** The first of these options that was given, as it is typed. */
function firstGiven(options: PpkOptions): string | undefined {
  const name = (['ppk-kdf', 'ppk-memory', 'ppk-passes'] as const).find((each) => options[each] !== undefined);
  return name && `--${name}`;
}
