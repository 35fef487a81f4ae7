import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCloudUpload,
  IconCopy,
  IconDots,
  IconFolderOpen,
  IconListDetails,
  IconLockCog,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ec2ImportObstacle } from '../../common/ec2-import';
import type { KeySummary } from '../../contract/keys';
import { latchkey, unwrap } from '../ui/api';
import { keysQuery } from '../ui/queries';
import { StateBadge } from '../ui/state-badge';
import { tellFailure } from '../ui/tell-failure';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';
import type { ListedKey } from './list-keys';

interface Props {
  item: ListedKey;
  /** Null while the file has not been read, or cannot be. */
  summary: KeySummary | null;
  onChangePassphrase: () => void;
  onImport: () => void;
}

/** The file's name, the EC2 key pair it is, and what can be done with it as a whole. */
export function KeyHeading({ item, summary, onChangePassphrase, onImport }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { entry, pair } = item;
  const { keyId, name } = entry;
  const takeOff = useMutation({
    mutationFn: () => unwrap(latchkey.keys.remove({ keyId })),
    onSuccess: () => client.invalidateQueries(keysQuery),
  });
  const { algorithm, bits } = summary ?? entry;
  // Of a type that only the passphrase shows the dialog judges once it is known.
  const canImport = algorithm === null || ec2ImportObstacle(algorithm, bits) === null;
  const icon = { size: 15, stroke: 1.7, 'aria-hidden': true };
  return (
    <header className={classes.heading}>
      <h2 className="title ellipsis" title={name}>
        {name}
      </h2>
      {pair && (
        <StateBadge state="open">
          {t('keys.pair.instances', { keyPair: pair.keyPair, count: pair.instances })}
        </StateBadge>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('keys.actions', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {summary?.publicKey && (
            <Menu.Item
              leftSection={<IconCopy {...icon} />}
              onClick={() => void latchkey.app.copy({ text: summary.publicKey! }).then(tellFailure)}
            >
              {t('keys.copy-public')}
            </Menu.Item>
          )}
          {summary && (
            <Menu.Item leftSection={<IconLockCog {...icon} />} onClick={onChangePassphrase}>
              {t(summary.encrypted ? 'keys.passphrase.change' : 'keys.passphrase.set')}
            </Menu.Item>
          )}
          {canImport && (
            <Menu.Item leftSection={<IconCloudUpload {...icon} />} onClick={onImport}>
              {t('keys.import.open')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconFolderOpen {...icon} />}
            onClick={() => void latchkey.keys.reveal({ keyId }).then(tellFailure)}
          >
            {t('keys.reveal')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconListDetails {...icon} />}
            title={t('keys.take-off.detail')}
            onClick={() => takeOff.mutate()}
          >
            {t('keys.take-off')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </header>
  );
}
