import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/** More than a megabyte of words: a chunk of its own, which only `passphrase-strength.ts` loads. */
const estimator = new ZxcvbnFactory({ graphs: adjacencyGraphs, dictionary: { ...common, ...english } });

/** Without translations the estimator answers the codes of its warnings and suggestions, not sentences. */
export function estimate(passphrase: string) {
  const { score, feedback } = estimator.check(passphrase);
  return { score, warning: feedback.warning, suggestion: feedback.suggestions[0] ?? null };
}
