import { CodedError } from '../../common/coded-error';
import type { KeySummary } from '../../contract/keys';
import type { KeyPair } from '../../contract/snapshot';
import type { MessageKey } from '../../locales';
import { SnapshotError } from '../access/snapshot-error';
import { openSnapshot } from '../inventory/open-snapshot';
import { KeyError } from '../keys/errors';
import { ec2FingerprintsOf, type KeyIdentity, type KeyPairMatcher, keyPairMatcher } from '../keys/match';
import { inspectKeyFile } from '../ssh/key-files';
import { failureSentence } from './failure-sentence';
import { type CliIo, exitStatus } from './io';
import { parseOptions, required, UsageError } from './options';
import { readPassphraseFile } from './passphrase-file';
import { printable } from './printable';
import { table } from './table';
import { tellError } from './tell-error';

const optionTypes = { snapshot: 'string', 'passphrase-file': 'string', json: 'boolean' } as const;

type KeyFacts = KeySummary['others'][number];

interface FoundPair {
  keyPair: string | null;
  keyPairId: string | null;
  by: 'public-key' | 'fingerprint' | null;
}

/** What is said of one file (cli.md, `keys match`). */
interface Matched extends FoundPair {
  file: string;
  /** Further key pairs that the key is: the same key under other names. */
  others: FoundPair[];
  /** Why the file could not be read, or why the answer is not known. */
  error?: { code: string; message: string };
}

/** Failures that leave the answer open: the file as such could be read. */
const notKnown = ['keys.passphrase-needed', 'cli.needs-private-key'];

const none: FoundPair = { keyPair: null, keyPairId: null, by: null };

/**
 * `latchkey keys match FILE... --snapshot PATH`: which key pair of the snapshot each key file is. A file that cannot be
 * read is told as such while the others are answered; exit status 1. Where the answer lies behind a passphrase, or in the
 * private half of a public key, it is not known; exit status 3, as for a snapshot without key pairs.
 * @throws UsageError, SnapshotError, and as `readPassphraseFile` does
 */
export async function match(args: string[], io: CliIo): Promise<number> {
  const { options, positionals } = parseOptions(args, optionTypes);
  if (positionals.length === 0) throw new UsageError('cli.missing-argument', { argument: 'FILE' });
  const path = required(options.snapshot, '--snapshot');
  const passphraseFile = options['passphrase-file'];
  const passphrase = passphraseFile === undefined ? undefined : await readPassphraseFile(passphraseFile);
  const { KeyPairs } = await openSnapshot(path);
  if (!KeyPairs) {
    // Not known is not the same as none: "no match" would be a lie.
    tellError(new SnapshotError('snapshot.no-key-pairs', { path }), io, options.json ?? false);
    return exitStatus.unknown;
  }
  const matcher = keyPairMatcher(KeyPairs);
  const matched: Matched[] = [];
  for (const file of positionals) matched.push(await matchFile(file, passphrase, matcher, io));
  if (options.json) io.stdout(`${JSON.stringify(matched)}\n`);
  else print(matched, io);
  const codes = matched.flatMap(({ error }) => error?.code ?? []);
  if (codes.length === 0) return exitStatus.done;
  return codes.every((code) => notKnown.includes(code)) ? exitStatus.unknown : exitStatus.failed;
}

async function matchFile(
  file: string,
  passphrase: string | undefined,
  matcher: KeyPairMatcher<KeyPair>,
  io: CliIo,
): Promise<Matched> {
  try {
    const [first = none, ...others] = await findPairs(file, passphrase, matcher);
    return { file, ...first, others };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const message = failureSentence(io.t, error);
    return { file, ...none, others: [], error: { code: error.code, message } };
  }
}

/**
 * The key pairs that the keys of a file are. A protected file is opened only where what it shows to everyone leaves the
 * answer open. Fails as `inspectKeyFile` does, and with `keys.passphrase-needed` or `cli.needs-private-key` where the answer
 * stays open.
 */
async function findPairs(
  file: string,
  passphrase: string | undefined,
  matcher: KeyPairMatcher<KeyPair>,
): Promise<FoundPair[]> {
  const shown = await inspectKeyFile(file);
  const found = pairsOf(shown, matcher);
  const open = undecidedOf(shown, matcher);
  if (found.length > 0 || open.length === 0) return found;
  if (!passphrase || !isAnyEncrypted(open)) throw notKnownFor(open);
  const opened = await inspectKeyFile(file, passphrase);
  const behind = pairsOf(opened, matcher);
  const stillOpen = undecidedOf(opened, matcher);
  if (behind.length > 0 || stillOpen.length === 0) return behind;
  throw notKnownFor(stillOpen);
}

/** Why nothing is known of these keys. Of an RSA key pair made in EC2 there may be only a SHA-1, which is over the private half. */
function notKnownFor(open: KeyFacts[]): CodedError {
  return isAnyEncrypted(open)
    ? new KeyError('keys.passphrase-needed')
    : new CodedError('cli.needs-private-key', {});
}

function isAnyEncrypted(keys: KeyFacts[]): boolean {
  return keys.some(({ encrypted }) => encrypted);
}

function keysOf(summary: KeySummary): KeyFacts[] {
  return [summary, ...summary.others];
}

function pairsOf(summary: KeySummary, matcher: KeyPairMatcher<KeyPair>): FoundPair[] {
  return keysOf(summary).flatMap((key) => matcher.match(identityOf(key)).map(foundPair));
}

/** The keys that could still turn out to be key pairs. */
function undecidedOf(summary: KeySummary, matcher: KeyPairMatcher<KeyPair>): KeyFacts[] {
  return keysOf(summary).filter((key) => matcher.undecided(identityOf(key)));
}

function identityOf({ publicKey, fingerprints }: KeyFacts): KeyIdentity {
  return { publicKey, ec2Fingerprints: ec2FingerprintsOf(fingerprints) };
}

function foundPair({ pair, by }: { pair: KeyPair; by: 'public-key' | 'fingerprint' }): FoundPair {
  return { keyPair: pair.KeyName ?? null, keyPairId: pair.KeyPairId ?? null, by };
}

/** One line for each key pair found; files that match none have a dash, and the reason goes to stderr. */
function print(matched: Matched[], io: CliIo): void {
  const titles: MessageKey[] = ['cli.match.file', 'cli.match.key-pair', 'cli.match.id', 'cli.match.by'];
  const rows = matched.flatMap(({ file, others, ...first }) =>
    [first, ...others].map(({ keyPair, keyPairId, by }) =>
      [file, keyPair ?? '-', keyPairId ?? '-', by ? io.t(`cli.match.by.${by}`) : '-'].map(printable),
    ),
  );
  io.stdout(table([titles.map((title) => io.t(title)), ...rows]));
  for (const { file, error } of matched) {
    if (error)
      io.stderr(`${io.t('cli.failed', { message: `${printable(file)}: ${printable(error.message)}` })}\n`);
  }
}
