import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../shell/workspace';
import { Confirm } from '../ui/confirm';
import { useWords } from '../ui/words';

interface Props {
  title: string;
  /** Pixels. */
  size?: number;
  /** What closing would lose, as a sentence; null where it loses nothing and needs no question. */
  loses: string | null;
  onClose: () => void;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A dialog of the Keys page. Escape, the cross and `close` ask first where something would be lost. */
export function KeyDialog({ title, size = 520, loses, onClose, children }: Props) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const close = (): void => (loses === null ? onClose() : setAsked(true));
  // Only while there is something to lose: work that has ended meanwhile needs no answer any more.
  const asking = asked && loses !== null;
  return (
    <>
      <Modal
        opened
        onClose={close}
        closeOnEscape={!asking}
        // A click beside a form is too small a thing to end it.
        closeOnClickOutside={false}
        title={title}
        size={size}
        // Of two dialogs, this one and the question, only one may have a banner.
        attributes={{ header: { role: 'presentation' } }}
        closeButtonProps={{ 'aria-label': t('keys.dialog.close') }}
      >
        {typeof children === 'function' ? children(close) : children}
      </Modal>
      {asking && (
        <Confirm
          title={t('keys.dialog.discard.title')}
          text={loses}
          action={t('keys.dialog.discard')}
          busy={false}
          onConfirm={onClose}
          onCancel={() => setAsked(false)}
        />
      )}
    </>
  );
}

interface EndProps {
  /** The key to show in the list; left out or null where there is none. */
  keyId?: string | null;
  /** Further buttons. */
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** What a dialog came to. Return and Escape close it. */
export function DialogEnd({ keyId = null, actions, onClose, children }: EndProps) {
  const { t } = useWords();
  const { selectKey } = useWorkspace();
  const done = useRef<HTMLButtonElement>(null);
  // What had the focus is gone with the form.
  useEffect(() => done.current?.focus(), []);
  const show = (): void => {
    selectKey(keyId);
    onClose();
  };
  return (
    <Stack gap="md">
      {children}
      <Group justify="flex-end" gap="xs">
        {actions}
        {keyId !== null && (
          <Button variant="default" onClick={show}>
            {t('keys.dialog.show-in-list')}
          </Button>
        )}
        <Button ref={done} onClick={onClose}>
          {t('keys.dialog.done')}
        </Button>
      </Group>
    </Stack>
  );
}
