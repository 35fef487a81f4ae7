import type { Random } from './random';

/** Changes a file in one way; `others` are files to take parts from. Answers a new one. */
export type Mutation = (bytes: Buffer, random: Random, others: readonly Buffer[]) => Buffer;

/** The bytes with `removed` of them at `at` replaced. */
export function splice(bytes: Buffer, at: number, removed: number, ...added: Uint8Array[]): Buffer {
  return Buffer.concat([bytes.subarray(0, at), ...added, bytes.subarray(at + removed)]);
}

const flipBit: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes);
  const at = random.below(bytes.length);
  changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
  return changed;
};

const setByte: Mutation = (bytes, random) => {
  const changed = Buffer.from(bytes);
  changed[random.below(bytes.length)] = random.pick([
    0, 0x0a, 0x0d, 0x20, 0x2d, 0x3a, 0x3d, 0x7f, 0x80, 0xff,
  ]);
  return changed;
};

const cutEnd: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length));
const cutStart: Mutation = (bytes, random) => bytes.subarray(random.below(bytes.length));
const cutOut: Mutation = (bytes, random) => splice(bytes, random.below(bytes.length), random.below(64));
const insert: Mutation = (bytes, random) =>
  splice(bytes, random.below(bytes.length), 0, random.bytes(1 + random.below(32)));

const repeatPart: Mutation = (bytes, random) => {
  const start = random.below(bytes.length);
  const part = bytes.subarray(start, start + 1 + random.below(200));
  return splice(bytes, random.below(bytes.length), 0, part);
};

/** The beginning of one file and the end of another. */
const spliceFiles: Mutation = (bytes, random, others) => {
  const other = random.pick(others);
  return Buffer.concat([
    bytes.subarray(0, random.below(bytes.length)),
    other.subarray(random.below(other.length)),
  ]);
};

/** One file after the other. */
const joinFiles: Mutation = (bytes, random, others) =>
  Buffer.concat([bytes, Buffer.from('\n'), random.pick(others)]);

/** As far as a little past the limit of a key file. */
const swell: Mutation = (bytes, random) => {
  const size = 1 << random.below(21);
  return splice(
    bytes,
    random.below(bytes.length),
    0,
    Buffer.alloc(size, random.pick(['A', '-', ' ', '\n', 'A\n', '=', ':'])),
  );
};

/** On raw bytes, whatever they are. `swell` is rare: a megabyte takes as long to make as a hundred others to read. */
export const byteMutations: readonly Mutation[] = [
  ...[flipBit, setByte, cutOut, insert, repeatPart],
  ...[flipBit, setByte, cutEnd, cutStart, spliceFiles, joinFiles],
];
export const rareMutations: readonly Mutation[] = [swell];
