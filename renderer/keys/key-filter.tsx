import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useWords } from '../ui/words';

interface Props {
  filter: string;
  onFilter: (filter: string) => void;
  /** An arrow key in the filter: on to the list. */
  onStep: (by: number) => void;
  /** Return in the filter: on to the details. */
  onOpen: () => void;
}

/** The filter of the key list, from which the arrow keys and Return lead on. */
export function KeyFilter({ filter, onFilter, onStep, onOpen }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const find = (event: globalThis.KeyboardEvent): void => {
      if (!isFind(event)) return;
      event.preventDefault();
      input.current?.select();
    };
    window.addEventListener('keydown', find);
    return () => window.removeEventListener('keydown', find);
  }, []);

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') onStep(1);
    else if (event.key === 'ArrowUp') onStep(-1);
    else if (event.key === 'Enter') onOpen();
    else if (event.key === 'Escape') onFilter('');
    else return;
    event.preventDefault();
  };
  return (
    <TextInput
      ref={input}
      className="grow"
      autoFocus
      leftSection={<IconSearch size={15} aria-hidden />}
      placeholder={t('keys.filter')}
      aria-label={t('keys.filter')}
      value={filter}
      onChange={(event) => onFilter(event.currentTarget.value)}
      onKeyDown={press}
    />
  );
}

/** Ctrl-F or Cmd-F anywhere on the page, and `/` where it is not typed into something. A dialog has its own keys. */
function isFind({ key, ctrlKey, metaKey, altKey, target }: globalThis.KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"]')) return false;
  if (key.toLowerCase() === 'f') return (ctrlKey || metaKey) && !altKey;
  const typing = target instanceof Element && target.closest('input, textarea, [contenteditable]');
  return key === '/' && !ctrlKey && !metaKey && !altKey && !typing;
}
