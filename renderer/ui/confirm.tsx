import { Button, Group, Modal, Stack } from '@mantine/core';
import { useWords } from './words';

interface Props {
  title: string;
  /** What will happen, and what will not. */
  text: string;
  /** The verb on the button that does it. */
  action: string;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something is taken away. Cancel has the focus: Return alone destroys nothing. */
export function Confirm({ title, text, action, busy, onConfirm, onCancel }: Props) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onCancel} title={title} closeButtonProps={{ 'aria-label': t('prompt.cancel') }}>
      <Stack gap="sm">
        <span>{text}</span>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onCancel}>
            {t('prompt.cancel')}
          </Button>
          <Button color="red" disabled={busy} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
