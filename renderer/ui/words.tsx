import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { CodedError } from '../../common/coded-error';
import { errorSentence, type Language, type Translate, translator } from '../../locales';

interface Words {
  t: Translate;
  language: Language;
  /** The sentence for a failure. Anything but a coded error is a defect and says so. */
  explain: (error: unknown) => string;
}

const WordsContext = createContext<Words | null>(null);

export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const words = useMemo<Words>(() => {
    const t = translator(language);
    const explain = (error: unknown): string =>
      errorSentence(t, error instanceof CodedError ? error : { code: 'unexpected', params: {} });
    return { t, language, explain };
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords outside WordsProvider');
  return words;
}
