import { mutateBody } from './mutate-body';
import { byteMutations, type Mutation, rareMutations } from './mutate-bytes';
import { textMutations } from './mutate-text';
import { Random } from './random';

/**
 * The input with this number in a run: a real file, damaged one to four times. It depends on nothing but the files, the
 * run's seed and the number, so that whoever sees a process hang can make the input again.
 */
export function makeInput(files: readonly Buffer[], seed: number, number: number): Buffer {
  const random = new Random(Math.imul(seed, 0x01000193) ^ number);
  let bytes = random.pick(files);
  for (let left = 1 + random.below(4); left > 0; left -= 1)
    bytes = chooseMutation(random)(bytes, random, files);
  return bytes;
}

function chooseMutation(random: Random): Mutation {
  const kind = random.below(200);
  if (kind === 0) return random.pick(rareMutations);
  if (kind < 100) return mutateBody;
  return random.pick(kind < 150 ? byteMutations : textMutations);
}
