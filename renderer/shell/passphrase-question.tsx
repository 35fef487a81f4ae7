import { useState } from 'react';
import type { Answer, Question } from '../../contract/prompts';
import { RememberBox } from '../keys/remember-box';
import { useWords } from '../ui/words';
import { SecretQuestion } from './secret-question';

interface Props {
  question: Extract<Question, { kind: 'passphrase' }>;
  answer: (answer: Answer) => void;
}

/** The passphrase of a key file. Of a listed key it can be kept, where the user says so. */
export function PassphraseQuestion({ question, answer }: Props) {
  const { t } = useWords();
  const { keyName, wrongBefore, rememberIn } = question;
  const [remember, setRemember] = useState(false);
  return (
    <SecretQuestion
      label={t('prompt.passphrase.label', { keyName })}
      wrong={wrongBefore ? t('prompt.passphrase.wrong') : null}
      onCancel={() => answer({ kind: 'cancel' })}
      onSecret={(passphrase) => answer({ kind: 'passphrase', passphrase, remember })}
    >
      {rememberIn && <RememberBox where={rememberIn} checked={remember} onChange={setRemember} />}
    </SecretQuestion>
  );
}
