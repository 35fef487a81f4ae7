import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Answer, Question } from '../../contract/prompts';
import { useWords } from '../ui/words';

interface SecretProps {
  label: string;
  wrong: string | null;
  onCancel: () => void;
  onSecret: (secret: string) => void;
  /** What else is asked along with it. */
  children?: ReactNode;
}

/** One passphrase or password. It goes on its way once and is not kept here. */
export function SecretQuestion({ label, wrong, onCancel, onSecret, children }: SecretProps) {
  const [secret, setSecret] = useState('');
  return (
    <AnswerForm onCancel={onCancel} onSubmit={() => onSecret(secret)}>
      <PasswordInput
        data-autofocus
        label={label}
        error={wrong}
        value={secret}
        autoComplete="off"
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      {children}
    </AnswerForm>
  );
}

interface InteractiveProps {
  question: Extract<Question, { kind: 'interactive' }>;
  onCancel: () => void;
  answer: (answer: Answer) => void;
}

/** What the server asks in its own words (RFC 4256): one-time codes and the like. */
export function InteractiveQuestion({ question, onCancel, answer }: InteractiveProps) {
  const { prompts, name, instructions } = question;
  // The server's prompts have no identity but their place.
  const [fields, setFields] = useState(() =>
    prompts.map((prompt, place) => ({ ...prompt, place, typed: '' })),
  );
  return (
    <AnswerForm
      onCancel={onCancel}
      onSubmit={() => answer({ kind: 'interactive', answers: fields.map(({ typed }) => typed) })}
    >
      {name && <b>{name}</b>}
      {instructions && <span className="muted">{instructions}</span>}
      {fields.map((field) => {
        const Input = field.echo ? TextInput : PasswordInput;
        return (
          <Input
            key={field.place}
            data-autofocus={field.place === 0 || undefined}
            label={field.text}
            value={field.typed}
            autoComplete="off"
            onChange={(event) =>
              setFields(fields.with(field.place, { ...field, typed: event.currentTarget.value }))
            }
          />
        );
      })}
    </AnswerForm>
  );
}

function AnswerForm(props: { onCancel: () => void; onSubmit: () => void; children: ReactNode }) {
  const { t } = useWords();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {props.children}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onCancel}>
            {t('prompt.cancel')}
          </Button>
          <Button type="submit">{t('prompt.continue')}</Button>
        </Group>
      </Stack>
    </form>
  );
}
