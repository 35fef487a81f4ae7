import { type GenerateType, generateType, keyCalls } from '../../contract/keys';
import { generateKeyFile } from '../ssh/key-files';
import { type CliIo, exitStatus } from './io';
import { longWork } from './long-work';
import { noPositional, oneOf, parseOptions, required, UsageError, wholeNumber } from './options';
import { readNewPassphrase } from './passphrase-file';
import { assertPpkProtected, ppkOptionTypes, readPpkOptions } from './ppk-options';
import { printWrittenKey } from './print-written-key';

const optionTypes = {
  type: 'string',
  bits: 'string',
  to: 'string',
  out: 'string',
  'new-passphrase-file': 'string',
  comment: 'string',
  ...ppkOptionTypes,
  force: 'boolean',
  json: 'boolean',
} as const;

const types = ['rsa', 'ecdsa', 'ed25519'] as const;
const formats = keyCalls['keys.generate'].input.shape.to.options;
/** What EC2 imports, and what every program that knows the curves has. Ed25519 has one size. */
const usualBits = { rsa: 2048, ecdsa: 256, ed25519: 256 };

/**
 * `latchkey keys generate --type TYPE --to FORMAT --out FILE`. Without a passphrase file the key is not protected.
 * Fails as `generateKeyFile` does, and for wrong usage.
 */
export async function generate(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, optionTypes);
  noPositional(positionals);
  const kind = readKind(oneOf(required(options.type, '--type'), '--type', types), options.bits);
  const to = oneOf(required(options.to, '--to'), '--to', formats);
  const out = required(options.out, '--out');
  const ppk = readPpkOptions(options, to);
  const newPassphrase = (await readNewPassphrase(options['new-passphrase-file'], to)) ?? null;
  assertPpkProtected(options, Boolean(newPassphrase));
  const { comment, force: replace = false } = options;
  const result = await longWork(io, (control) =>
    generateKeyFile({ kind, to, out, replace, newPassphrase, comment, ppk }, control),
  );
  printWrittenKey(io, result, options.json ?? false);
  return exitStatus.done;
}

function readKind(type: keyof typeof usualBits, given: string | undefined): GenerateType {
  const bits = wholeNumber(given, '--bits', 1, 100_000) ?? usualBits[type];
  const kind = generateType.safeParse({ type, bits });
  const fits = kind.success && (type !== 'ed25519' || bits === usualBits.ed25519);
  if (!fits) throw new UsageError('cli.bad-value', { option: '--bits', value: String(bits) });
  return kind.data;
}
