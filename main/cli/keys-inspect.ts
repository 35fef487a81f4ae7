import { inspectKeyFile } from '../ssh/key-files';
import { type CliIo, exitStatus } from './io';
import { describeAdvice } from './keys-advice';
import { describeKey, warningSentence } from './keys-words';
import { onePositional, parseOptions } from './options';
import { readPassphraseFile } from './passphrase-file';

/** `latchkey keys inspect FILE`: says what a key file holds, and what other programs make of it. Fails as `inspectKeyFile` does, and for wrong usage. */
export async function inspect(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, { 'passphrase-file': 'string', json: 'boolean' });
  const file = onePositional(positionals, 'FILE');
  const passphraseFile = options['passphrase-file'];
  const passphrase = passphraseFile === undefined ? undefined : await readPassphraseFile(passphraseFile);
  const summary = await inspectKeyFile(file, passphrase);
  const { others: more, advice, ...own } = summary;
  const keys = [own, ...more];
  if (options.json) {
    const [first, ...others] = keys.map(({ warnings, ...key }) => ({
      ...key,
      warnings: warnings.map((warning) => ({ ...warning, message: warningSentence(io.t, warning) })),
    }));
    io.stdout(`${JSON.stringify({ ...first, others, advice })}\n`);
  } else {
    io.stdout([...keys.map((key) => describeKey(io.t, key)), describeAdvice(io.t, advice)].join('\n'));
  }
  return exitStatus.done;
}
