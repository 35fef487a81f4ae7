import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { HostRow } from '../../contract/hosts';
import { instanceChoice, type KeyEntry } from '../../contract/page';
import { KeySelect } from '../keys/key-select';
import { useWorkspace } from '../shell/workspace';
import { choicesQuery, keysQuery, useSettings } from '../ui/queries';
import { useWords } from '../ui/words';

/** Who to log in as, and with which key: asked once per instance, then remembered. */
export function ConnectInstance({ row, onClose }: { row: HostRow; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { connect } = useWorkspace();
  const { source } = useSettings();
  const { data: keys = [] } = useQuery(keysQuery);
  const { data: choices = {} } = useQuery(choicesQuery);
  const remembered = choices[`${row.account}/${row.region}/${row.instance}`];
  const [choice, setChoice] = useState(
    remembered ?? { user: row.loginUser ?? '', keyId: keyNamedLike(keys, row.keyPair), port: 22 },
  );
  const [tried, setTried] = useState(false);
  const judged = instanceChoice.safeParse(choice);
  const wrong = new Set(judged.success ? [] : judged.error.issues.map(({ path }) => path[0]));
  const name = row.name ?? row.instance;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!judged.success || !source) return;
    onClose();
    connect({ kind: 'instance', source, instance: row.instance, choice: judged.data }, name);
    void client.invalidateQueries(choicesQuery);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('hosts.connect-to', { name })}
      closeButtonProps={{ 'aria-label': t('prompt.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <TextInput
              data-autofocus
              className="grow"
              label={t('profile.user')}
              description={t(row.loginUserFrom ? `login-user.${row.loginUserFrom}` : 'login-user.unknown')}
              placeholder="ec2-user"
              value={choice.user}
              error={tried && wrong.has('user') ? t('profile.wrong.user') : null}
              onChange={(event) => setChoice({ ...choice, user: event.currentTarget.value })}
            />
            <NumberInput
              w={96}
              label={t('profile.port')}
              description={' '}
              min={1}
              max={65535}
              allowDecimal={false}
              hideControls
              value={choice.port}
              error={tried && wrong.has('port') ? t('profile.wrong.port') : null}
              onChange={(port) => setChoice({ ...choice, port: Number(port) })}
            />
          </Group>
          <KeySelect
            keyId={choice.keyId}
            description={row.keyPair ? t('hosts.launched-with', { keyPair: row.keyPair }) : undefined}
            onChange={(keyId) => setChoice({ ...choice, keyId })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('prompt.cancel')}
            </Button>
            <Button type="submit">{t('hosts.connect')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The key file that bears the key pair's name, as EC2 named it at the download; a suggestion, shown before it is used. */
function keyNamedLike(keys: KeyEntry[], keyPair: string | null): string | null {
  const bare = (name: string): string => name.replace(/\.(pem|ppk)$/i, '');
  return keys.find(({ name }) => bare(name) === keyPair)?.keyId ?? null;
}
