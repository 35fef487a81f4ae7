import { Button, Divider, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSettings, useUpdateSettings } from '../ui/queries';
import { useWords } from '../ui/words';
import { AwsFields, useAwsChoice } from './aws-fields';

/** Chooses the account shown on the Hosts page: an AWS profile and region, the sample, or none. */
export function SourceForm({ onDone }: { onDone?: () => void }) {
  const { t } = useWords();
  const { source } = useSettings();
  const update = useUpdateSettings();
  const choice = useAwsChoice(source);
  const [tried, setTried] = useState(false);

  const choose = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!choice.source) return;
    update({ source: choice.source });
    onDone?.();
  };

  return (
    <form onSubmit={choose}>
      <Stack gap="sm">
        <AwsFields choice={choice} tried={tried} withinPortal={false} />
        <Button type="submit">{t('source.show')}</Button>
        <Divider />
        <Button
          variant="default"
          onClick={() => {
            update({ source: { kind: 'sample' } });
            onDone?.();
          }}
        >
          {t('source.sample')}
        </Button>
        {source && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              update({ source: null });
              onDone?.();
            }}
          >
            {t('source.remove')}
          </Button>
        )}
      </Stack>
    </form>
  );
}
