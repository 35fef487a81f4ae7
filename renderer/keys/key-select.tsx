import { Button, Group, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { errorSentence } from '../../locales';
import { latchkey } from '../ui/api';
import { keysQuery } from '../ui/queries';
import { useWords } from '../ui/words';

interface Props {
  keyId: string | null;
  description?: string;
  onChange: (keyId: string | null) => void;
}

const noKey = 'none';

/** Chooses one of the listed key files, none, or a new one from disk. */
export function KeySelect({ keyId, description, onChange }: Props) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: keys = [] } = useQuery(keysQuery);
  const [problem, setProblem] = useState<string | null>(null);

  const browse = async (): Promise<void> => {
    const result = await latchkey.keys.pick();
    if (!result.ok) {
      setProblem(errorSentence(t, result.error));
      return;
    }
    const refused = result.value.find((added) => added.status === 'refused');
    setProblem(refused ? errorSentence(t, refused.error) : null);
    const added = result.value.find((entry) => entry.status === 'added');
    if (!added) return;
    await client.invalidateQueries(keysQuery);
    onChange(added.entry.keyId);
  };

  const listed = keyId === null || keys.some((key) => key.keyId === keyId);
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <Select
        className="grow"
        label={t('profile.key')}
        description={description}
        error={problem ?? (listed ? null : t('hosts.key-missing'))}
        data={[
          { value: noKey, label: t('profile.key.none') },
          ...keys.map(({ keyId: value, name, folder }) => ({ value, label: `${name} (${folder})` })),
        ]}
        value={keyId ?? noKey}
        onChange={(value) => onChange(value === noKey ? null : value)}
      />
      <Button variant="default" onClick={() => void browse()}>
        {t('profile.key.browse')}
      </Button>
    </Group>
  );
}
