import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { SourceForm } from './source-form';
import { sourceName } from './source-name';

/** Which account is shown, and the way to another. */
export function SourceChip() {
  const { t } = useWords();
  const { source } = useSettings();
  const [opened, setOpened] = useState(false);
  const region = source?.kind === 'aws' ? ` · ${source.region}` : '';
  return (
    <Popover opened={opened} onChange={setOpened} width={340} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          maw={280}
          rightSection={<IconChevronDown size={13} />}
          onClick={() => setOpened(!opened)}
        >
          {source ? `${sourceName(t, source)}${region}` : t('source.none')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SourceForm onDone={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
