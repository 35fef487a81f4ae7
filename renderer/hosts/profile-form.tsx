import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type HostProfile, type HostProfileDraft, hostProfileDraft } from '../../contract/hosts';
import { KeySelect } from '../keys/key-select';
import { latchkey, unwrap } from '../ui/api';
import { Notice } from '../ui/notice';
import { profilesQuery } from '../ui/queries';
import { useWords } from '../ui/words';

/** What the form works on: a profile there is, or a new one. */
export interface EditedProfile {
  profile?: HostProfile;
}

const blank: HostProfileDraft = { name: '', address: '', port: 22, user: '', keyId: null };

/** A host by hand. The fields are judged by the contract's own schema, so the form and the store agree. */
export function ProfileForm({ edited, onClose }: { edited: EditedProfile; onClose: () => void }) {
  const { t, explain } = useWords();
  const client = useQueryClient();
  const [draft, setDraft] = useState<HostProfileDraft>(edited.profile ?? blank);
  const [tried, setTried] = useState(false);
  // An address is name enough for someone in a hurry.
  const named = { ...draft, name: draft.name.trim() || draft.address.trim() };
  const judged = hostProfileDraft.safeParse(named);
  const wrong = new Set(judged.success ? [] : judged.error.issues.map(({ path }) => path[0]));
  const save = useMutation({
    meta: { shown: true },
    mutationFn: (valid: HostProfileDraft) => unwrap(latchkey.hosts.save(valid)),
    onSuccess: async () => {
      await client.invalidateQueries(profilesQuery);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (judged.success) save.mutate(judged.data);
  };
  const error = (field: 'name' | 'address' | 'port' | 'user'): string | null =>
    tried && wrong.has(field) ? t(`profile.wrong.${field}`) : null;
  const set = (change: Partial<HostProfileDraft>): void => setDraft({ ...draft, ...change });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(edited.profile ? 'profile.edit' : 'profile.new')}
      closeButtonProps={{ 'aria-label': t('prompt.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <TextInput
            label={t('profile.name')}
            placeholder={t('profile.name.example')}
            value={draft.name}
            error={error('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Group gap="sm" align="flex-start" wrap="nowrap">
            <TextInput
              data-autofocus
              className="grow"
              label={t('profile.address')}
              placeholder="203.0.113.20"
              value={draft.address}
              error={error('address')}
              onChange={(event) => set({ address: event.currentTarget.value })}
            />
            <NumberInput
              w={96}
              label={t('profile.port')}
              min={1}
              max={65535}
              allowDecimal={false}
              hideControls
              value={draft.port}
              error={error('port')}
              onChange={(port) => set({ port: Number(port) })}
            />
          </Group>
          <TextInput
            label={t('profile.user')}
            placeholder="ec2-user"
            value={draft.user}
            error={error('user')}
            onChange={(event) => set({ user: event.currentTarget.value })}
          />
          <KeySelect keyId={draft.keyId} onChange={(keyId) => set({ keyId })} />
          {save.error && <Notice kind="error">{explain(save.error)}</Notice>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('prompt.cancel')}
            </Button>
            <Button type="submit" disabled={save.isPending}>
              {t('profile.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
