import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDots, IconKey } from '@tabler/icons-react';
import { badgeWords } from '../../common/access-words';
import { naturalPort } from '../../common/natural-port';
import type { Badge } from '../../contract/access';
import type { HostRow } from '../../contract/hosts';
import { useWorkspace } from '../shell/workspace';
import { latchkey } from '../ui/api';
import { useSettings } from '../ui/queries';
import { StateBadge } from '../ui/state-badge';
import { useWords } from '../ui/words';
import { badgeStates } from './badge-states';
import classes from './host-list.module.css';
import { imageTitle } from './image-title';
import { sshCommand } from './ssh-command';

interface Props {
  row: HostRow;
  badge: Badge | null;
  primary: boolean;
  onConnect: () => void;
  onConnectAs: () => void;
}

export function InstanceRow({ row, badge, primary, onConnect, onConnectAs }: Props) {
  const { t } = useWords();
  const { checkAccess } = useWorkspace();
  const sample = useSettings().source?.kind === 'sample';
  const name = row.name ?? row.instance;
  const words = badge && badgeWords(badge);
  const check = (): void =>
    checkAccess({ instance: row.instance, port: naturalPort(row.platform), protocol: 'tcp' });
  return (
    <>
      <div role="gridcell">
        <div
          className={classes.state}
          data-state={row.state}
          role="img"
          aria-label={row.state ?? t('hosts.state-unknown')}
          title={row.state ?? t('hosts.state-unknown')}
        />
      </div>
      <div role="gridcell">
        <div className={`${classes.name} ellipsis`} title={name}>
          {name}
        </div>
        <small className="mono ellipsis">{row.instance}</small>
      </div>
      <span role="gridcell" className="mono ellipsis" title={row.publicAddress ?? row.ipv6 ?? undefined}>
        {row.publicAddress ?? row.ipv6 ?? '—'}
      </span>
      <span role="gridcell" className="mono muted ellipsis">
        {row.privateAddress ?? '—'}
      </span>
      <span role="gridcell" className={classes.key}>
        {row.keyPair && <IconKey size={14} stroke={1.8} aria-hidden />}
        <span className="ellipsis" title={row.keyPair ?? undefined}>
          {row.keyPair ?? <span className="muted">{t('hosts.no-key-pair')}</span>}
        </span>
      </span>
      <span role="gridcell" className="muted ellipsis" title={row.imageName ?? row.image ?? undefined}>
        {row.imageName ? imageTitle(row.imageName) : row.image}
      </span>
      <div role="gridcell">
        {badge && words && (
          <UnstyledButton className={classes.badge} onClick={check} title={t(words.key, words.params)}>
            <StateBadge state={badgeStates[badge.kind]}>{t(words.key, words.params)}</StateBadge>
          </UnstyledButton>
        )}
      </div>
      <div role="gridcell" className={classes.actions}>
        <Tooltip label={t('sample.no-connect')} disabled={!sample}>
          <Button
            variant={primary && !sample ? 'filled' : 'default'}
            onClick={onConnect}
            aria-disabled={sample || undefined}
            data-disabled={sample || undefined}
            aria-label={t('hosts.connect-to', { name })}
          >
            {t('hosts.connect')}
          </Button>
        </Tooltip>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('hosts.more', { name })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!sample && <Menu.Item onClick={onConnectAs}>{t('hosts.connect-as')}</Menu.Item>}
            <Menu.Item onClick={check}>{t('hosts.check-access')}</Menu.Item>
            {row.publicAddress && (
              <Menu.Item onClick={() => void latchkey.app.copy({ text: row.publicAddress! })}>
                {t('hosts.copy-address')}
              </Menu.Item>
            )}
            {row.platform !== 'windows' && (row.publicAddress ?? row.ipv6) && (
              <Menu.Item onClick={() => void latchkey.app.copy({ text: sshCommand(row) })}>
                {t('hosts.copy-ssh')}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => void latchkey.app.copy({ text: row.instance })}>
              {t('hosts.copy-id')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </>
  );
}
