import { Button, Popover, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { parseClientAddress } from '../../common/client-address';
import { useSettings, useUpdateSettings } from '../ui/queries';
import { useWords } from '../ui/words';

/** The address the user comes from, typed. It is used on this machine only. */
export function AddressChip() {
  const { t } = useWords();
  const { yourAddress } = useSettings();
  const update = useUpdateSettings();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const text = typed.trim();
    const address = text === '' ? null : parseClientAddress(text);
    if (typeof address === 'string') {
      setProblem(t(`error.access.from-${address}`, { from: text }));
      return;
    }
    update({ yourAddress: address?.text ?? null });
    setOpened(false);
  };

  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={13} />}
          onClick={() => {
            setTyped(yourAddress ?? '');
            setProblem(null);
            setOpened(!opened);
          }}
        >
          {yourAddress ? t('you.address', { address: yourAddress }) : t('you.unknown')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <TextInput
              data-autofocus
              label={t('you.label')}
              description={t('you.description')}
              placeholder="203.0.113.7"
              value={typed}
              error={problem}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setProblem(null);
              }}
            />
            <Button type="submit">{t('you.use')}</Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
