import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useCopy } from './use-copy';
import { useWords } from './words';

/** Copies text, and says so for a moment. `what` names it for those who cannot see where the button stands. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const { t } = useWords();
  const { copied, copy } = useCopy(text);
  return (
    <Tooltip label={copied ? t('copy.done') : t('copy.what', { what })}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        onClick={copy}
        aria-label={t('copy.what', { what })}
      >
        {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}
