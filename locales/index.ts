import { IntlMessageFormat } from 'intl-messageformat';
import en from './en.json';
import ko from './ko.json';

/** Every sentence has a key in en.json; a key that is missing in ko.json fails the type check. */
export type MessageKey = keyof typeof en;
export type MessageParams = Record<string, string | number>;
export type Translate = (key: MessageKey, params?: MessageParams) => string;

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

const messages: Record<Language, Record<MessageKey, string>> = { en, ko };

/** The language to use for a BCP 47 tag such as `ko-KR`; English where there is none of ours. */
export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

/** True where `key` is one of ours, e.g. for `error.${code}` made from data. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

/** Makes the translate function of one language. Messages are ICU message format; each is parsed once, at first use. */
export function translator(language: Language): Translate {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, params) => {
    let message = parsed.get(key);
    if (!message) {
      message = new IntlMessageFormat(messages[language][key], language, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(params));
  };
}

/** The sentence for an error that crossed a border as data. A code without a sentence of its own still names itself. */
export function errorSentence(t: Translate, error: { code: string; params: MessageParams }): string {
  const key = `error.${error.code}`;
  return t(isMessageKey(key) ? key : 'error.unexpected', { code: error.code, ...error.params });
}
