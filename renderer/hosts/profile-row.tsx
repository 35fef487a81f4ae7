import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconKey } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { hostPort } from '../../common/host-port';
import type { HostProfile } from '../../contract/hosts';
import { latchkey, unwrap } from '../ui/api';
import { Confirm } from '../ui/confirm';
import { keysQuery, profilesQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import classes from './host-list.module.css';

interface Props {
  profile: HostProfile;
  primary: boolean;
  onConnect: () => void;
  onEdit: () => void;
}

/** A host added by hand. */
export function ProfileRow({ profile, primary, onConnect, onEdit }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: keys = [] } = useQuery(keysQuery);
  const { name, address, port, user, keyId } = profile;
  const key = keys.find((entry) => entry.keyId === keyId);
  const [removing, setRemoving] = useState(false);
  const remove = useMutation({
    mutationFn: () => unwrap(latchkey.hosts.remove({ id: profile.id })),
    onSuccess: () => client.invalidateQueries(profilesQuery),
  });
  return (
    <>
      <div role="gridcell">
        <div className={classes.state} data-state="manual" aria-hidden />
      </div>
      <div role="gridcell">
        <div className={`${classes.name} ellipsis`} title={name}>
          {name}
        </div>
        <small className="mono ellipsis">
          {user}@{address}
        </small>
      </div>
      <span role="gridcell" className="mono ellipsis" title={address}>
        {hostPort(address, port)}
      </span>
      <span role="gridcell" />
      <span role="gridcell" className={classes.key}>
        {keyId && <IconKey size={14} stroke={1.8} aria-hidden />}
        <span className="ellipsis">
          {key?.name ?? (
            <span
              className={keyId ? undefined : 'muted'}
              style={keyId ? { color: 'var(--unknown)' } : undefined}
            >
              {t(keyId ? 'hosts.key-missing' : 'hosts.password')}
            </span>
          )}
        </span>
      </span>
      <span role="gridcell" className="muted">
        {t('hosts.by-hand')}
      </span>
      <span role="gridcell" />
      <div role="gridcell" className={classes.actions}>
        <Button
          variant={primary ? 'filled' : 'default'}
          onClick={onConnect}
          aria-label={t('hosts.connect-to', { name })}
        >
          {t('hosts.connect')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('hosts.more', { name })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onEdit}>{t('hosts.edit')}</Menu.Item>
            <Menu.Item onClick={() => void latchkey.app.copy({ text: address })}>
              {t('hosts.copy-address')}
            </Menu.Item>
            <Menu.Item color="red" onClick={() => setRemoving(true)}>
              {t('hosts.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
        {removing && (
          <Confirm
            title={t('hosts.remove.title', { name })}
            text={t('hosts.remove.text')}
            action={t('hosts.remove')}
            busy={remove.isPending}
            onConfirm={() => remove.mutate()}
            onCancel={() => setRemoving(false)}
          />
        )}
      </div>
    </>
  );
}
