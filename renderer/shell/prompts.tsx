import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { assertNever } from '../../common/assert-never';
import type { Answer, Prompt, Question } from '../../contract/prompts';
import { latchkey } from '../ui/api';
import { tellFailure } from '../ui/tell-failure';
import { useWords } from '../ui/words';
import { HostKeyQuestion } from './host-key-question';
import { PassphraseQuestion } from './passphrase-question';
import { InteractiveQuestion, SecretQuestion } from './secret-question';

/** The questions of sessions, one at a time, oldest first; always outside the terminal, which a server could paint. */
export function Prompts() {
  const { t } = useWords();
  const [open, setOpen] = useState<Prompt[]>([]);

  useEffect(() => {
    const add = (prompt: Prompt): void =>
      setOpen((prompts) => [...prompts.filter(({ promptId }) => promptId !== prompt.promptId), prompt]);
    const remove = (gone: string): void =>
      setOpen((prompts) => prompts.filter(({ promptId }) => promptId !== gone));
    const stop = [
      latchkey.on('prompts.asked', add),
      latchkey.on('prompts.withdrawn', ({ promptId }) => remove(promptId)),
    ];
    void latchkey.prompts.pending().then((result) => result.ok && result.value.forEach(add));
    return () => {
      for (const end of stop) end();
    };
  }, []);

  const [prompt] = open;
  if (!prompt) return null;
  const { promptId, question } = prompt;
  const answer = (given: Answer): void => {
    setOpen((prompts) => prompts.filter((other) => other.promptId !== promptId));
    void latchkey.prompts.answer({ promptId, answer: given }).then(tellFailure);
  };
  return (
    <Modal
      key={promptId}
      opened
      onClose={() => answer({ kind: 'cancel' })}
      closeOnClickOutside={false}
      title={t(`prompt.${question.kind}.title`)}
      closeButtonProps={{ 'aria-label': t('prompt.cancel') }}
      size={question.kind === 'host-key' ? 560 : 440}
    >
      <QuestionForm question={question} answer={answer} />
    </Modal>
  );
}

function QuestionForm({ question, answer }: { question: Question; answer: (answer: Answer) => void }) {
  const { t } = useWords();
  const cancel = (): void => answer({ kind: 'cancel' });
  switch (question.kind) {
    case 'host-key':
      return <HostKeyQuestion question={question} answer={answer} />;
    case 'passphrase':
      return <PassphraseQuestion question={question} answer={answer} />;
    case 'password':
      return (
        <SecretQuestion
          label={t('prompt.password.label', { user: question.user, address: question.address })}
          wrong={question.wrongBefore ? t('prompt.password.wrong') : null}
          onCancel={cancel}
          onSecret={(password) => answer({ kind: 'password', password })}
        />
      );
    case 'interactive':
      return <InteractiveQuestion question={question} onCancel={cancel} answer={answer} />;
    default:
      return assertNever(question);
  }
}
