import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useWords } from '../ui/words';
import type { OpenKeysDialog } from './keys-dialog';
import { KeysMenu } from './keys-menu';

interface Props {
  filter: string;
  onFilter: (filter: string) => void;
  /** An arrow key in the filter: on to the list. */
  onStep: (by: number) => void;
  /** Return in the filter: on to the details. */
  onOpen: () => void;
  onAdd: () => void;
  onDialog: (dialog: OpenKeysDialog) => void;
}

/** The filter, and what makes new entries of the list. */
export function KeysBar({ filter, onFilter, onStep, onOpen, onAdd, onDialog }: Props) {
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
    <div className="bar">
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
      <Button variant="default" onClick={() => onDialog({ kind: 'generate' })}>
        {t('keys.generate')}
      </Button>
      <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
        {t('keys.add')}
      </Button>
      <KeysMenu onDialog={onDialog} />
    </div>
  );
}

/** Ctrl-F or Cmd-F anywhere on the page, and `/` where it is not typed into something. A dialog has its own keys. */
function isFind({ key, ctrlKey, metaKey, altKey, target }: globalThis.KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"]')) return false;
  if (key.toLowerCase() === 'f') return (ctrlKey || metaKey) && !altKey;
  const typing = target instanceof Element && target.closest('input, textarea, [contenteditable]');
  return key === '/' && !ctrlKey && !metaKey && !altKey && !typing;
}
