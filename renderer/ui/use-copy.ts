import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { latchkey } from './api';
import { tellFailure } from './tell-failure';

/** Milliseconds for which it is said that something was copied. */
const saidFor = 1_500;

/** Puts text on the clipboard; `copied` is true for a moment afterwards. */
export function useCopy(text: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), saidFor);
  const copy = async (): Promise<void> => {
    const result = await latchkey.app.copy({ text });
    tellFailure(result);
    if (!result.ok) return;
    setCopied(true);
    start();
  };
  return { copied, copy: () => void copy() };
}
