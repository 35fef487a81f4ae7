import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { latchkey } from '../ui/api';
import { useWords } from '../ui/words';

/** Says what was lost when a helper process died. The instances are read again; ended sessions say so in their tabs. */
export function HelperDeaths() {
  const { t } = useWords();
  const client = useQueryClient();
  useEffect(
    () =>
      latchkey.on('helpers.died', ({ helper }) => {
        notifications.show({ color: 'red', message: t(`error.${helper}.process-died`), autoClose: false });
        if (helper === 'inventory') void client.invalidateQueries({ queryKey: ['inventory'] });
      }),
    [client, t],
  );
  return null;
}
