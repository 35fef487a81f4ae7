import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CodedError } from '../../../common/coded-error';
import type { KeySummary } from '../../../contract/keys';
import type { AddedKey, KeyEntry } from '../../../contract/page';
import { fileState } from '../../disk/file-state';
import { errorData } from '../../helper/error-data';
import { type IndexedKey, type KeyFacts, type KeyIndex, markMissing, putKeys } from '../../vault/key-index';
import type { AppContext } from '../context';
import { refuseCancelled } from '../jobs';
import { nameOf } from './names';

/** What opens a key, and the piece of work that it is opened for. */
interface Opening {
  passphrase?: string;
  jobId?: string;
  signal?: AbortSignal;
}

type Refused = Extract<AddedKey, { status: 'refused' }>;

/** A key of the list as the page sees it. */
export function keyEntryOf({ passphrases }: AppContext, key: IndexedKey): KeyEntry {
  const { keyId, path, algorithm, bits, sha256, publicKey, encrypted, ec2Fingerprints, missing } = key;
  return {
    keyId,
    ...nameOf(path),
    algorithm,
    bits,
    sha256,
    // What follows the algorithm and the key itself on its line.
    comment: publicKey?.split(' ').slice(2).join(' ') || null,
    encrypted,
    ec2Fingerprints,
    missing,
    passphraseKept: encrypted && passphrases.has(key),
  };
}

/** Looks a granted key up. Error: `keys.not-listed` where the page names an id that is none. */
export function keyOf({ stores }: AppContext, keyId: string): IndexedKey {
  const key = stores.keys.get().keys.find((entry) => entry.keyId === keyId);
  if (!key) throw new CodedError('keys.not-listed');
  return key;
}

/** Takes files from a dialog or a drop into the list. Each that is no private key is refused with its own reason. */
export async function addKeys(context: AppContext, paths: string[]): Promise<AddedKey[]> {
  const read: (KeyFacts | Refused)[] = [];
  for (const path of paths) read.push(await readFacts(context, path).catch((error) => refused(path, error)));
  const { keys } = await putOnList(
    context,
    read.flatMap((file) => (isRefused(file) ? [] : file)),
  );
  const listed = new Map(keys.map((key) => [key.path, key]));
  return read.map((file) =>
    isRefused(file) ? file : { status: 'added', entry: keyEntryOf(context, listed.get(file.path)!) },
  );
}

/**
 * Puts a key file on the list that the app has just written. Never fails: the key is safe by then, and whatever keeps it
 * off the list is no reason to say that it was not written. Null where it is not listed.
 */
export async function addWrittenKey(context: AppContext, path: string): Promise<IndexedKey | null> {
  try {
    const facts = await readFacts(context, path);
    await putOnList(context, [facts]).catch(onlyInMemory);
    const key = context.stores.keys.get().keys.find((entry) => entry.path === path) ?? null;
    // Where the file replaced a listed one, what opened that one is no use now.
    if (key) await context.passphrases.forget(key.keyId).catch(onlyInMemory);
    return key;
  } catch (error) {
    console.error(error);
    return null;
  }
}

/**
 * Reads a listed key's file and brings its place in the list up to date. Fails as `keys.inspect` does, also with
 * `keys.cancelled` where the work was cancelled before.
 */
export async function readListedKey(
  context: AppContext,
  keyId: string,
  opening: Opening = {},
): Promise<KeySummary> {
  const { path } = keyOf(context, keyId);
  try {
    const { summary, facts } = await readFile(context, path, opening);
    await change(context, keyId, (index) => putKeys(index, [facts], randomUUID));
    return summary;
  } catch (error) {
    if (await isGone(path)) await change(context, keyId, (index) => markMissing(index, keyId, true));
    throw error;
  }
}

/**
 * A listed key as its file is now: read again where size or time of change differ. What cannot be read stays as it was
 * known; whatever is done with it will say why.
 */
export async function keyAsItIs(context: AppContext, keyId: string): Promise<IndexedKey> {
  const key = keyOf(context, keyId);
  const file = await fileState(key.path).catch(() => null);
  const same = file?.size === key.size && file.modified === key.modified && !key.missing;
  if (!same) {
    await readListedKey(context, keyId).catch((error: unknown) => {
      if (!(error instanceof CodedError)) throw error;
    });
  }
  return keyOf(context, keyId);
}

/** What the list keeps of a file. `size` and `modified` (ms) are those from before it was read. */
export function factsOf(
  file: { path: string; size: number; modified: number },
  summary: KeySummary,
): KeyFacts {
  const { ec2Created, ec2CreatedSwapped, ec2Imported, sha256 } = summary.fingerprints;
  return {
    path: file.path,
    size: file.size,
    modified: file.modified,
    format: summary.format,
    algorithm: summary.algorithm,
    bits: summary.bits,
    sha256,
    encrypted: summary.encrypted,
    ec2Fingerprints: [ec2Created, ec2CreatedSwapped, ec2Imported].filter((print) => print !== null),
    publicKey: summary.publicKey,
  };
}

/** Tells the page that the list is another one. */
export function tellChanged({ tell }: AppContext): void {
  tell('keys.changed', {});
}

function refused(path: string, error: unknown): Refused {
  return { status: 'refused', name: basename(path), error: errorData(error) };
}

function isRefused(file: KeyFacts | Refused): file is Refused {
  return 'status' in file;
}

async function readFacts(context: AppContext, path: string): Promise<KeyFacts> {
  return (await readFile(context, path)).facts;
}

async function readFile(
  { sessions }: AppContext,
  path: string,
  { signal, ...opening }: Opening = {},
): Promise<{ summary: KeySummary; facts: KeyFacts }> {
  // Before it is read: a change in between makes the file look changed, never unchanged.
  const file = await fileState(path).catch(() => null);
  refuseCancelled(signal);
  const summary = await sessions.call('keys.inspect', { path, ...opening });
  return { summary, facts: factsOf({ path, size: file?.size ?? 0, modified: file?.modified ?? 0 }, summary) };
}

async function putOnList({ stores }: AppContext, facts: KeyFacts[]): Promise<KeyIndex> {
  if (facts.length > 0) await stores.keys.set(putKeys(stores.keys.get(), facts, randomUUID));
  return stores.keys.get();
}

/**
 * Writes only what is news, and tells the page of it. A key that was taken off the list meanwhile stays off. A write that
 * fails is no failure of what the key was read for: the next one brings it to the disk.
 */
async function change(
  context: AppContext,
  keyId: string,
  next: (index: KeyIndex) => KeyIndex,
): Promise<void> {
  const store = context.stores.keys;
  const before = store.get();
  const find = (index: KeyIndex) => index.keys.find((key) => key.keyId === keyId);
  const known = find(before);
  if (!known) return;
  const after = next(before);
  if (isDeepStrictEqual(known, find(after))) return;
  await store.set(after).catch(onlyInMemory);
  tellChanged(context);
}

/** For a write of something that holds in memory all the same: the disk may be full. */
function onlyInMemory(error: unknown): void {
  console.error(error);
}

async function isGone(path: string): Promise<boolean> {
  return fileState(path).then(
    () => false,
    () => true,
  );
}
