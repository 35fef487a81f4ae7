import { KeyError } from '../../../main/keys/errors';
import { inspectKey } from '../../../main/keys/inspect';
import { type KeyFile, openKey } from '../../../main/keys/key-file';
import { readKeyFile } from '../../../main/keys/read';
import { writePrivateKey } from '../../../main/keys/write';
import { passphrase } from './corpus';

/** Costs that a test can pay, by their names in a file's protection. A file may ask for a minute, which is its right. */
const cheap: Record<string, number> = {
  rounds: 2,
  memory: 1024,
  passes: 8,
  parallelism: 4,
  iterations: 4096,
  N: 16384,
  r: 8,
  p: 1,
};

/** Of files whose opening takes milliseconds, one in so many is opened. */
const costlyShare = 40;

/**
 * Does with a file what the program does: reads, opens, describes and writes. Answers the codes of the errors, or `read`.
 * Throws what no user should see: an error that is not ours, or a key that is written as something else than it was read.
 */
export async function tryInput(bytes: Buffer, number: number): Promise<string> {
  let files: KeyFile[];
  try {
    files = readKeyFile(bytes);
    await inspectKey(bytes);
  } catch (error) {
    return codeOf(error);
  }
  const outcomes = new Set<string>();
  for (const file of files.slice(0, 4)) outcomes.add(await tryFile(file, number));
  return [...outcomes].sort().join(' ');
}

async function tryFile(file: KeyFile, number: number): Promise<string> {
  if (file.kind === 'public') return 'public';
  if (file.protection) {
    const costs = Object.entries(file.protection.cost);
    if (costs.some(([name, cost]) => cost > (cheap[name] ?? 0))) return 'costly';
    if (costs.length > 0 && number % costlyShare !== 0) return 'protected';
  }
  try {
    const key = await openKey(file, passphrase);
    const written = await writePrivateKey(key, 'ppk', '');
    const [again] = readKeyFile(written);
    if (again.kind !== 'private') throw new Error('Written as a public key');
    const { comment: _, certificate: __, ...numbers } = await openKey(again);
    const { comment: ___, certificate: ____, ...before } = key;
    if (text(numbers) !== text(before)) throw new Error('Written as another key than was read');
    return 'opened';
  } catch (error) {
    return codeOf(error);
  }
}

/** The code of an error of ours; any other is thrown on. */
function codeOf(error: unknown): string {
  if (error instanceof KeyError) return error.code;
  throw error;
}

/** A key's numbers as text, in an order of their own. */
function text(key: object): string {
  const entries = Object.entries(key).map(([name, value]: [string, unknown]) => {
    return `${name}=${value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)}`;
  });
  return entries.sort().join('\n');
}
