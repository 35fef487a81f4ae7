import { parseArgs } from 'node:util';
import { CodedError } from '../../common/coded-error';

export type UsageErrorCode =
  | 'cli.unknown-command'
  | 'cli.unknown-option'
  | 'cli.missing-value'
  | 'cli.unwanted-value'
  | 'cli.missing-option'
  | 'cli.bad-value'
  | 'cli.missing-argument'
  | 'cli.unwanted-argument'
  | 'cli.only-with'
  | 'cli.not-for-public'
  | 'cli.unprotected'
  | 'cli.ppk-too-costly'
  | 'cli.needs-snapshot'
  | 'cli.not-with-snapshot';

/** A command line that cannot be followed. Exit status 2. */
export class UsageError extends CodedError<UsageErrorCode> {}

type OptionTypes = Record<string, 'string' | 'boolean'>;
type Values<T extends OptionTypes> = { [K in keyof T]?: T[K] extends 'string' ? string : boolean };

/**
 * Splits a verb's arguments into options and positionals. `types`: the options it knows, by name without dashes.
 * @throws UsageError `cli.unknown-option`, `cli.missing-value`, `cli.unwanted-value`
 */
export function parseOptions<const T extends OptionTypes>(
  args: string[],
  types: T,
): { options: Values<T>; positionals: string[] } {
  const declared = Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]));
  const { tokens, positionals } = parseArgs({
    args,
    options: declared,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'option') options[token.name] = optionValue(token, types);
  }
  return { options: options as Values<T>, positionals };
}

/** The one positional a verb takes. */
export function onePositional(positionals: string[], name: string): string {
  const [first, second] = positionals;
  if (first === undefined) throw new UsageError('cli.missing-argument', { argument: name });
  if (second !== undefined) throw new UsageError('cli.unwanted-argument', { argument: second });
  return first;
}

/** Refuses positionals, for a verb that takes none. */
export function noPositional([first]: string[]): void {
  if (first !== undefined) throw new UsageError('cli.unwanted-argument', { argument: first });
}

/** The value of an option that must be there. An empty one is none. */
export function required(value: string | undefined, option: string): string {
  if (!value) throw new UsageError('cli.missing-option', { option });
  return value;
}

/** The value, where it is one of those allowed. */
export function oneOf<const T extends string>(value: string, option: string, allowed: readonly T[]): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new UsageError('cli.bad-value', { option, value });
  return found;
}

/** A whole decimal number between two bounds, both included; undefined where the option was not given. */
export function wholeNumber(value: string, option: string, least: number, most: number): number;
export function wholeNumber(
  value: string | undefined,
  option: string,
  least: number,
  most: number,
): number | undefined;
export function wholeNumber(
  value: string | undefined,
  option: string,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) throw new UsageError('cli.bad-value', { option, value });
  return number;
}

interface OptionToken {
  name: string;
  /** As it was typed, with its dashes. */
  rawName: string;
  value: string | undefined;
  /** `--name=value`. */
  inlineValue: boolean | undefined;
}

function optionValue(
  { name, rawName, value, inlineValue }: OptionToken,
  types: OptionTypes,
): string | boolean {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) throw new UsageError('cli.unknown-option', { option: rawName });
  if (type === 'boolean') {
    if (value !== undefined) throw new UsageError('cli.unwanted-value', { option: rawName });
    return true;
  }
  // `--out --force`: the next option is not a value. A value that begins with a dash is written `--out=-x`.
  const isNextOption = !inlineValue && /^-./.test(value ?? '');
  if (value === undefined || isNextOption) throw new UsageError('cli.missing-value', { option: rawName });
  return value;
}
