import { Button, Group } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { Empty } from '../ui/empty';
import { useWords } from '../ui/words';
import type { OpenKeysDialog } from './keys-dialog';
import { KeysMenu } from './keys-menu';
import classes from './keys-page.module.css';

/** The Keys page with nothing in it: what it takes, and the other ways to a key. */
export function NoKeysYet(props: { onAdd: () => void; onDialog: (dialog: OpenKeysDialog) => void }) {
  const { t } = useWords();
  return (
    <div className={classes.first}>
      <Empty
        icon={<IconKey size={26} stroke={1.7} />}
        title={t('keys.empty.title')}
        action={
          <Group gap="xs">
            <Button onClick={props.onAdd}>{t('keys.add')}</Button>
            <Button variant="default" onClick={() => props.onDialog({ kind: 'generate' })}>
              {t('keys.generate')}
            </Button>
            <KeysMenu onDialog={props.onDialog} />
          </Group>
        }
      >
        {t('keys.empty.text')}
      </Empty>
    </div>
  );
}
