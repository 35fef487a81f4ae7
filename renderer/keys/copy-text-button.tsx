import { Button } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { latchkey } from '../ui/api';
import { tellFailure } from '../ui/tell-failure';
import { useWords } from '../ui/words';

/** Copies text, with what it copies in words on the button; says so for a moment. */
export function CopyTextButton({ text, children }: { text: string; children: ReactNode }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), 1_500);
  const copy = async (): Promise<void> => {
    const result = await latchkey.app.copy({ text });
    tellFailure(result);
    if (!result.ok) return;
    setCopied(true);
    start();
  };
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button variant="default" leftSection={<Icon size={14} aria-hidden />} onClick={() => void copy()}>
      {copied ? t('copy.done') : children}
    </Button>
  );
}
