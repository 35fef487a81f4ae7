import { ActionIcon, Menu } from '@mantine/core';
import { IconCloudPlus, IconDots, IconFiles, IconFolderSearch } from '@tabler/icons-react';
import { useWords } from '../ui/words';
import type { OpenKeysDialog } from './keys-dialog';

/** What is done to many keys, or less often than adding and generating. */
export function KeysMenu({ onDialog }: { onDialog: (dialog: OpenKeysDialog) => void }) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={32} aria-label={t('keys.more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFiles size={15} stroke={1.7} aria-hidden />}
          onClick={() => onDialog({ kind: 'convert', keys: [] })}
        >
          {t('keys.menu.convert')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCloudPlus size={15} stroke={1.7} aria-hidden />}
          onClick={() => onDialog({ kind: 'create-pair' })}
        >
          {t('keys.menu.create-pair')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconFolderSearch size={15} stroke={1.7} aria-hidden />}
          onClick={() => onDialog({ kind: 'folders' })}
        >
          {t('keys.menu.folders')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
