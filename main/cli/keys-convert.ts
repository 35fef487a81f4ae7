import { type ConvertResult, keyFormat, ppkParameters } from '../../contract/keys';
import { KeyError } from '../keys/errors';
import { convertKeyFile } from '../ssh/key-files';
import { type CliIo, exitStatus } from './io';
import { describeConversion, warningSentence } from './keys-words';
import { oneOf, onePositional, parseOptions, required, UsageError, wholeNumber } from './options';
import { readPassphraseFile } from './passphrase-file';

type ConvertInput = Parameters<typeof convertKeyFile>[0];

const optionTypes = {
  to: 'string',
  out: 'string',
  'passphrase-file': 'string',
  'new-passphrase-file': 'string',
  comment: 'string',
  'ppk-kdf': 'string',
  'ppk-memory': 'string',
  'ppk-passes': 'string',
  force: 'boolean',
  json: 'boolean',
} as const;

const maxPassphrases = 3;

/**
 * `latchkey keys convert FILE --to FORMAT --out FILE`. Asks for a passphrase where one is needed and there is a terminal.
 * Fails as `convertKeyFile` does, and for wrong usage.
 */
export async function convert(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, optionTypes);
  const path = onePositional(positionals, 'FILE');
  const to = oneOf(required(options.to, '--to'), '--to', keyFormat.options);
  const out = required(options.out, '--out');
  const ppk = ppkOptions(options, to);
  const oldFile = options['passphrase-file'];
  const newFile = options['new-passphrase-file'];
  const input: ConvertInput = {
    path,
    out,
    to,
    ppk,
    replace: options.force ?? false,
    comment: options.comment,
    passphrase: oldFile === undefined ? undefined : await readPassphraseFile(oldFile),
    newPassphrase: newFile === undefined ? undefined : await readPassphraseFile(newFile),
  };
  const result = oldFile === undefined ? await convertAsking(input, io) : await convertKeyFile(input);
  const warnings = result.warnings.map((warning) => ({
    ...warning,
    message: warningSentence(io.t, warning),
  }));
  io.stdout(options.json ? `${JSON.stringify({ ...result, warnings })}\n` : describeConversion(io.t, result));
  return exitStatus.done;
}

function ppkOptions(
  options: { 'ppk-kdf'?: string; 'ppk-memory'?: string; 'ppk-passes'?: string },
  to: ConvertInput['to'],
): ConvertInput['ppk'] {
  const given = (['ppk-kdf', 'ppk-memory', 'ppk-passes'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (given === undefined) return undefined;
  // Version 2 and the other formats have no such settings; silence would let the user believe otherwise.
  if (to !== 'ppk') throw new UsageError('cli.bad-value', { option: '--to', value: to });
  const kdfs = ppkParameters.shape.kdf.unwrap().options;
  const { 'ppk-kdf': kdf, 'ppk-memory': memory, 'ppk-passes': passes } = options;
  return {
    kdf: kdf === undefined ? undefined : oneOf(kdf, '--ppk-kdf', kdfs),
    memory: wholeNumber(memory, '--ppk-memory', 8, 1_048_576),
    passes: wholeNumber(passes, '--ppk-passes', 1, 8_388_608),
  };
}

/** Converts, and asks for the passphrase when the key turns out to need one, up to three times. */
async function convertAsking(input: ConvertInput, io: CliIo): Promise<ConvertResult> {
  let passphrase: string | undefined;
  for (let asked = 0; ; asked += 1) {
    try {
      return await convertKeyFile({ ...input, passphrase });
    } catch (error) {
      const mayAsk = error instanceof KeyError && asked < maxPassphrases && io.askPassphrase;
      if (!mayAsk) throw error;
      if (error.code === 'keys.wrong-passphrase') io.stderr(`${io.t('error.keys.wrong-passphrase')}\n`);
      else if (error.code !== 'keys.passphrase-needed') throw error;
      passphrase = await mayAsk(io.t('cli.passphrase-for', { file: input.path }));
    }
  }
}
