import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { passphraseKeepingQuery } from '../ui/queries';
import { useWords } from '../ui/words';

/** Asks whether to keep a passphrase, and says where that would be: nothing is kept unasked. */
export function RememberBox({
  checked,
  onChange,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const { t } = useWords();
  const { data: keeping } = useQuery(passphraseKeepingQuery);
  return (
    <Checkbox
      size="xs"
      label={t(keeping?.where === 'keyring' ? 'keys.remember.keyring' : 'keys.remember.session')}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
