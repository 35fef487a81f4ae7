import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCopy } from '../ui/use-copy';
import { useWords } from '../ui/words';

/** Copies text; the button says in words what, and for a moment that it is done. */
export function CopyTextButton({ text, children }: { text: string; children: ReactNode }) {
  const { t } = useWords();
  const { copied, copy } = useCopy(text);
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button variant="default" leftSection={<Icon size={14} aria-hidden />} onClick={copy}>
      {copied ? t('copy.done') : children}
    </Button>
  );
}
