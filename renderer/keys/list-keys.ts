import type { KeyEntry, KeyPairMatch } from '../../contract/page';
import { algorithmName } from './algorithm-name';

/** One line of the key list. */
export interface ListedKey {
  entry: KeyEntry;
  /** The EC2 key pair of the loaded inventory that it is. */
  pair: KeyPairMatch | null;
  /** Everything of it one can look for, in lower case. Made once: the filter reads all of them at each keystroke. */
  text: string;
}

const byName = new Intl.Collator(undefined, { numeric: true });

/** The key files by name, with the key pairs they are. */
export function listKeys(keys: KeyEntry[], pairs: KeyPairMatch[]): ListedKey[] {
  const pairOf = new Map(pairs.map((pair) => [pair.keyId, pair]));
  return keys
    .map((entry) => {
      const pair = pairOf.get(entry.keyId) ?? null;
      return { entry, pair, text: textOf(entry, pair) };
    })
    .sort((a, b) => byName.compare(a.entry.name, b.entry.name));
}

/** What the filter leaves: the keys in which each of its words is found; case does not matter. */
export function filterKeys(keys: ListedKey[], filter: string): ListedKey[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? keys : keys.filter(({ text }) => words.every((word) => text.includes(word)));
}

/** The folders that these keys lie in, each once, in the order of the list. */
export function foldersOf(keys: ListedKey[]): string[] {
  return [...new Set(keys.map(({ entry }) => entry.folder))];
}

function textOf(
  { name, folder, algorithm, bits, sha256, comment, ec2Fingerprints }: KeyEntry,
  pair: KeyPairMatch | null,
) {
  const type = algorithmName(algorithm, bits);
  return [name, folder, algorithm, type, comment, sha256, ...ec2Fingerprints, pair?.keyPair, pair?.keyPairId]
    .filter(Boolean)
    .join(' ')
    .toLowerCase();
}
