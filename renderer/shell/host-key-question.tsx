import { Button, Group, Stack } from '@mantine/core';
import { hostPort } from '../../common/host-port';
import type { Answer, Question } from '../../contract/prompts';
import { CopyButton } from '../ui/copy-button';
import { useWords } from '../ui/words';
import classes from './host-key-question.module.css';

interface Props {
  question: Extract<Question, { kind: 'host-key' }>;
  answer: (answer: Answer) => void;
}

/** First contact: nothing secret has been sent, and nothing will be before the answer. */
export function HostKeyQuestion({ question, answer }: Props) {
  const { t } = useWords();
  const { address, port, algorithm, sha256, md5 } = question;
  return (
    <Stack gap="sm">
      <span>{t('prompt.host-key.text', { address: hostPort(address, port) })}</span>
      <dl className={classes.prints}>
        <dt>{t('prompt.host-key.type')}</dt>
        <dd className="mono">{algorithm}</dd>
        <dt>SHA-256</dt>
        <dd className="mono">
          {sha256} <CopyButton text={sha256} what="SHA-256" />
        </dd>
        <dt>MD5</dt>
        <dd className="mono">{md5}</dd>
      </dl>
      <span className="muted">{t('prompt.host-key.how')}</span>
      <Group justify="flex-end" gap="xs">
        {/* The question can come while someone types: a stray Return must not trust a server. */}
        <Button variant="default" data-autofocus onClick={() => answer({ kind: 'host-key', trust: false })}>
          {t('prompt.host-key.refuse')}
        </Button>
        <Button onClick={() => answer({ kind: 'host-key', trust: true })}>
          {t('prompt.host-key.trust')}
        </Button>
      </Group>
    </Stack>
  );
}
