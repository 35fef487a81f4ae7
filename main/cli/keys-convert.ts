import { type ConvertResult, keyFormat } from '../../contract/keys';
import { KeyError } from '../keys/errors';
import { convertKeyFile, inspectPrivateKeyFile } from '../ssh/key-files';
import { type CliIo, exitStatus } from './io';
import { longWork } from './long-work';
import { oneOf, onePositional, parseOptions, required, wholeNumber } from './options';
import { readNewPassphrase, readPassphraseFile } from './passphrase-file';
import { assertPpkProtected, ppkOptionTypes, readPpkOptions } from './ppk-options';
import { printWrittenKey } from './print-written-key';
import { printable } from './printable';

type ConvertInput = Parameters<typeof convertKeyFile>[0];

const optionTypes = {
  to: 'string',
  out: 'string',
  key: 'string',
  'passphrase-file': 'string',
  'new-passphrase-file': 'string',
  comment: 'string',
  ...ppkOptionTypes,
  force: 'boolean',
  json: 'boolean',
} as const;

const maxPassphrases = 3;
/** More than any file may hold; which of them one has shows when it is read. */
const maxKeys = 1_000_000;

/**
 * `latchkey keys convert FILE --to FORMAT --out FILE`. Of several keys it takes the first, or the one that `--key` counts.
 * Asks for a passphrase where one is needed and there is a terminal.
 * Fails as `convertKeyFile` does, and for wrong usage.
 */
export async function convert(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, optionTypes);
  const path = onePositional(positionals, 'FILE');
  const to = oneOf(required(options.to, '--to'), '--to', keyFormat.options);
  const out = required(options.out, '--out');
  const number = wholeNumber(options.key, '--key', 1, maxKeys);
  const ppk = readPpkOptions(options, to);
  const oldFile = options['passphrase-file'];
  const newPassphrase = await readNewPassphrase(options['new-passphrase-file'], to);
  if (ppk) {
    const willBeProtected = newPassphrase === undefined ? await isProtected(path) : newPassphrase !== '';
    assertPpkProtected(options, willBeProtected);
  }
  const input: ConvertInput = {
    path,
    out,
    to,
    index: number === undefined ? undefined : number - 1,
    ppk,
    replace: options.force ?? false,
    comment: options.comment,
    passphrase: oldFile === undefined ? undefined : await readPassphraseFile(oldFile),
    newPassphrase,
  };
  const work = oldFile === undefined ? convertAsking(input, io) : convertOnce(input, io);
  const result = await work.finally(() => io.endAsking?.());
  printWrittenKey(io, result, options.json ?? false);
  return exitStatus.done;
}

function convertOnce(input: ConvertInput, io: CliIo): Promise<ConvertResult> {
  return longWork(io, (control) => convertKeyFile(input, control));
}

/** True where a key of the file is protected, so that the new file is too unless something else is said. */
async function isProtected(path: string): Promise<boolean> {
  const { others, encrypted } = await inspectPrivateKeyFile(path);
  return encrypted || others.some((other) => other.encrypted);
}

/** Converts, and asks for the passphrase when the key turns out to need one, up to three times. */
async function convertAsking(input: ConvertInput, io: CliIo): Promise<ConvertResult> {
  let passphrase: string | undefined;
  for (let asked = 0; ; asked += 1) {
    try {
      return await convertOnce({ ...input, passphrase }, io);
    } catch (error) {
      const mayAsk = error instanceof KeyError && asked < maxPassphrases && io.askPassphrase;
      if (!mayAsk) throw error;
      if (error.code === 'keys.wrong-passphrase') io.stderr(`${io.t('error.keys.wrong-passphrase')}\n`);
      else if (error.code !== 'keys.passphrase-needed') throw error;
      passphrase = await mayAsk(io.t('cli.passphrase-for', { file: printable(input.path) }));
    }
  }
}
