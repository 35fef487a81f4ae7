import type { MessageKey, MessageParams } from '../locales';

/** A sentence of `locales/` and what fills it. */
export interface Words {
  key: MessageKey;
  params: MessageParams;
}

/** What one stage of a verdict says: a title, and sentences that say why. */
export interface StepWords {
  title: Words;
  sentences: Words[];
}
