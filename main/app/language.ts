import { app } from 'electron';
import type { Settings } from '../../contract/settings';
import { type Language, languageOf, languages } from '../../locales';

/** The language in use: the one chosen, or the first of the system's that we speak, or English. */
export function currentLanguage(settings: Settings): Language {
  if (settings.language !== 'system') return settings.language;
  const wanted = app.getPreferredSystemLanguages().map((tag) => tag.slice(0, 2).toLowerCase());
  const spoken = wanted.find((tag) => (languages as readonly string[]).includes(tag));
  return languageOf(spoken ?? 'en');
}
